"""A call type's settings: the whole ``CallSettingsResponse``, since the SDK warns of each gap."""

from __future__ import annotations

from typing import Any, Final

_LAYOUT: Final = {"external_app_url": "", "external_css_url": "", "name": "single-participant"}

CALL_SETTINGS: Final[dict[str, Any]] = {
    "audio": {
        "access_request_enabled": False,
        "default_device": "speaker",
        "hifi_audio_enabled": False,
        "mic_default_on": True,
        "opus_dtx_enabled": False,
        "redundant_coding_enabled": False,
        "speaker_default_on": True,
    },
    "backstage": {"enabled": False},
    "broadcasting": {
        "enabled": False,
        "hls": {"auto_on": False, "enabled": False, "quality_tracks": [], "layout": _LAYOUT},
        "rtmp": {"enabled": False, "quality": "720p", "layout": _LAYOUT},
    },
    "encryption": {"mode": "disabled"},
    "frame_recording": {"capture_interval_in_seconds": 5, "mode": "disabled"},
    "geofencing": {"names": []},
    "individual_recording": {"mode": "disabled"},
    "limits": {"max_participants_exclude_roles": []},
    "raw_recording": {"mode": "disabled"},
    "recording": {"audio_only": True, "mode": "available", "quality": "720p", "layout": _LAYOUT},
    "ring": {
        "auto_cancel_timeout_ms": 15_000,
        "incoming_call_timeout_ms": 15_000,
        "missed_call_timeout_ms": 15_000,
    },
    "screensharing": {"access_request_enabled": False, "enabled": False},
    "session": {"inactivity_timeout_seconds": 30},
    "thumbnails": {"enabled": False},
    "transcription": {"closed_caption_mode": "available", "language": "en", "mode": "available"},
    "video": {
        "access_request_enabled": False,
        "camera_default_on": False,
        "camera_facing": "front",
        "enabled": False,
        "target_resolution": {"height": 720, "width": 1280},
    },
}
