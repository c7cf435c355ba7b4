# shellcheck shell=sh
# What packaging/run and packaging/test share: all that a fresh machine needs before either can start.
# Sourced, with $root set. Progress goes to stderr, because stdout may be somebody's --json.

# shellcheck disable=SC2154
venv=$root/.venv
python=$venv/bin/python
constraints=$root/packaging/constraints.txt
venv6=$root/.venv-6
python6=$venv6/bin/python
apt_is_fresh=
apt_line="apt-get install"
[ "$(id -u)" = 0 ] || apt_line="sudo $apt_line"

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# set_up run|test
set_up() {
    make_venv
    install_python_packages "$1"
    install_system_packages "$1"
}

# Long and chatty commands: silent while all is well, their last lines when not.
quietly() {
    log=$(mktemp) || return 1
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
    else
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# --- Python -----------------------------------------------------------------------------------

# The version of a Python that this project can use. It is run, because a pyenv shim may exist and fail.
usable() {
    "$1" -c 'import sys
print("%d.%d.%d" % sys.version_info[:3])
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        usable "$PYTHON" >/dev/null ||
            die "PYTHON is set to $PYTHON, which is no working Python 3.11, 3.12 or 3.13."
        base=$PYTHON
        return
    fi
    for base in python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
        usable "$base" >/dev/null && return
    done
    base=
}

make_venv() {
    version=$(usable "$python") &&
        { [ -z "${PYTHON:-}" ] || [ "$version" = "$(usable "$PYTHON")" ]; } && return
    find_python
    if [ -z "$base" ] && has_apt && [ ! -e /usr/bin/python3 ]; then
        say "Installing Python."
        apt_install python3 python3-venv ||
            die "Python is missing here and could not be installed; run: $apt_line python3 python3-venv"
        find_python
    fi
    [ -n "$base" ] || die "Operator console needs Python 3.11, 3.12 or 3.13, and $(this_system) has" \
        "$(other_python); install one of these and start again with PYTHON=/path/to/python3.12 in front."

    version=$(usable "$base")
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps these two in a package of their own.
        package=python${version%.*}-venv
        say "Installing $package."
        { has_apt && apt_install "$package" && "$base" -c 'import ensurepip, venv' 2>/dev/null; } ||
            die "Python cannot make virtual environments here; run: $apt_line $package"
    fi
    say "Making .venv with Python $version."
    quietly "$base" -m venv --clear "$venv" || die "Python could not make $venv; the lines above say why."
}

this_system() {
    # shellcheck source=/dev/null
    if [ -r /etc/os-release ]; then (. /etc/os-release && echo "$PRETTY_NAME"); else uname; fi
}

other_python() {
    for other in python3 /usr/bin/python3; do
        found=$(usable "$other") || [ -z "$found" ] || { echo "only $found"; return; }
    done
    echo "none"
}

# --- Python packages --------------------------------------------------------------------------

install_python_packages() {
    # The folder counts too: an editable install and the commands in .venv hold its full path.
    now=$({ cat "$root/pyproject.toml" "$constraints"; echo "$version $root"; } | cksum)
    for done_before in "$venv/.ready-$1" "$venv/.ready-test"; do
        [ ! -f "$done_before" ] || [ "$(cat "$done_before")" != "$now" ] || return 0
    done
    extra=
    [ "$1" = run ] || extra="[$1]"
    # A set-up that was broken off may have left a .venv without pip.
    "$python" -m pip --version >/dev/null 2>&1 || quietly "$python" -m ensurepip ||
        die "There is no pip in $venv; remove that folder and start again."
    say "Installing Python packages; this takes about a minute."
    rm -f "$venv/.ready-run" "$venv/.ready-test"
    # The build tools come first and into .venv, because constraints do not reach an isolated build.
    { quietly pip_install hatchling editables && quietly pip_install --no-build-isolation -e ".$extra"; } ||
        die "The Python packages could not be installed; the lines above say why."
    echo "$now" >"$venv/.ready-$1"
}

pip_install() (
    cd "$root" && "$python" -m pip install -q --disable-pip-version-check -c "$constraints" "$@"
)

# --- Stream's SDK 6, in an environment of its own -----------------------------------------------

# Where SDK 7 is installed, make beside it what systems without a wheel of 7's core have, to test
# that too; 1 where 6 is what .venv has anyway. No Qt, no checkers: they know nothing of Stream.
set_up_sdk_6() {
    "$python" -c 'import getstream_rtc' 2>/dev/null || return 1
    now=$({ cat "$root/pyproject.toml" "$constraints" "$root/packaging/setup.sh"; echo "$version"; } | cksum)
    [ ! -f "$venv6/.ready" ] || [ "$(cat "$venv6/.ready")" != "$now" ] || return 0
    say "Making .venv-6 for Stream's SDK 6; this takes about half a minute."
    quietly "$python" -m venv --clear "$venv6" || die "Python could not make $venv6; the lines above say why."
    without_sdk_7 <"$constraints" >"$venv6/constraints.txt"
    "$python" -c 'import sys, tomllib
project = tomllib.load(open(sys.argv[1], "rb"))["project"]
for name in project["dependencies"] + project["optional-dependencies"]["test"]:
    if not name.lower().startswith(("pyside6", "qasync", "pytest-qt", "mypy", "ruff")):
        print(name)' "$root/pyproject.toml" | without_sdk_7 >"$venv6/requirements.txt"
    quietly "$python6" -m pip install -q --disable-pip-version-check \
        -c "$venv6/constraints.txt" -r "$venv6/requirements.txt" ||
        die "The Python packages for Stream's SDK 6 could not be installed; the lines above say why."
    echo "$now" >"$venv6/.ready"
}

# Turns the markers round that tell the two SDKs apart.
without_sdk_7() {
    sed -e "/; sys_platform == 'linux' or/d" -e "s/; sys_platform == 'win32' or.*//"
}

# --- System packages --------------------------------------------------------------------------

install_system_packages() {
    # Elsewhere the Python packages bring all they need.
    [ "$(uname)" = Linux ] || return 0
    missing=$(missing_system_packages "$1")
    [ -n "$missing" ] || return 0
    if ! has_apt; then
        say "Going on without what Debian calls$missing; install it with this system's package manager."
        return 0
    fi
    if may_install; then
        say "Installing system packages:$missing."
        # One that cannot be had, or would remove something, must not keep back the others.
        # shellcheck disable=SC2086
        apt_install $missing || for package in $missing; do apt_install "$package" 2>/dev/null || true; done
        missing=$(missing_system_packages "$1")
    fi
    [ -z "$missing" ] || say "Going on without some system packages; to have them, run: $apt_line$missing"
}

missing_system_packages() {
    libraries=" $(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null | awk '{ printf "%s ", $1 }')"
    while read -r who package proof; do
        [ "$who" = run ] || { [ "$who" = test ] && [ "$1" = test ]; } || continue
        case $proof in
            /*) [ -e "$proof" ] ;;
            *.so.*) case $libraries in *" $proof "*) ;; *) false ;; esac ;;
            *) command -v "$proof" >/dev/null ;;
        esac || printf ' %s' "$package"
    done <"$root/packaging/system-packages.txt"
}

has_apt() { [ -f /etc/debian_version ] && command -v apt-get >/dev/null; }

# Root, or sudo that needs no password or has a terminal to ask on.
may_install() {
    [ "$(id -u)" != 0 ] || { sudo=; return; }
    sudo=sudo
    command -v sudo >/dev/null || return
    sudo -n true 2>/dev/null && return
    [ -t 0 ] && say "System packages are missing; sudo asks for your password to install them." && sudo -v
}

apt_install() {
    may_install || return 1
    [ -n "$apt_is_fresh" ] || $sudo apt-get update -qq >/dev/null 2>&1 </dev/null || true
    apt_is_fresh=yes
    # --no-remove: on a desktop, pulseaudio would push out what plays the sound there.
    quietly $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        --no-remove -o DPkg::Lock::Timeout=120 "$@"
}
