"""The settings of Stream and of the agents."""

from __future__ import annotations

from typing import Literal

from pydantic import SecretStr

from console.settings.declared import Group, setting
from console.settings.declared_phone import PhoneSettings
from console.settings.values import Count, Seconds, StreamName, StreamScheme, StreamSchemeByCall


class AgentSettings(PhoneSettings):
    """Goes on from `PhoneSettings`: people are shown the settings in this order."""

    stream_api_key: str | None = setting(
        "STREAM_API_KEY", None, "The Stream account's key.", Group.STREAM
    )
    stream_api_secret: SecretStr | None = setting(
        "STREAM_API_SECRET", None, "The Stream account's secret.", Group.STREAM
    )
    stream_base_url: str | None = setting(
        "STREAM_BASE_URL", None, "Stands in for the address of Stream's API.", Group.STREAM
    )
    stream_call_type: StreamName = setting(
        "CONSOLE_STREAM_CALL_TYPE",
        "default",
        "Type of the Stream calls that agents are met in; its settings are in Stream's dashboard.",
        Group.STREAM,
    )
    stream_call_id: StreamSchemeByCall = setting(
        "CONSOLE_STREAM_CALL_ID",
        "{id}",
        "Id of each Stream call; {id}, {carrier} and {direction} stand for the phone call's own.",
        Group.STREAM,
    )
    stream_user_id: StreamScheme = setting(
        "CONSOLE_STREAM_USER_ID",
        "phone-{id}",
        "Id of the user that the phone is in a Stream call, written as that of the call is.",
        Group.STREAM,
    )
    stream_agent_user: str | None = setting(
        "CONSOLE_STREAM_AGENT_USER",
        None,
        "Id of the user that is taken for the agent; whoever joins when not set.",
        Group.STREAM,
    )
    stream_end_call: bool = setting(
        "CONSOLE_STREAM_END_CALL",
        True,
        "End the Stream call with the phone call, for everybody who is in it.",
        Group.STREAM,
    )
    stream_delete_user: bool = setting(
        "CONSOLE_STREAM_DELETE_USER",
        False,
        "Delete the phone's user after each call, where it has one of its own; Stream limits "
        "how often.",
        Group.STREAM,
    )
    stream_chat: bool = setting(
        "CONSOLE_STREAM_CHAT",
        True,
        "Read what was said from the chat that Vision Agents write, where an agent does not tell.",
        Group.STREAM,
    )
    stream_captions: bool = setting(
        "CONSOLE_STREAM_CAPTIONS",
        False,
        "Have Stream caption every call, for transcripts; Stream charges for it.",
        Group.STREAM,
    )
    stream_transcription: bool = setting(
        "CONSOLE_STREAM_TRANSCRIPTION",
        False,
        "Have Stream transcribe every call into a file of its own; Stream charges for it.",
        Group.STREAM,
    )
    agent_patience: Seconds = setting(
        "CONSOLE_AGENT_PATIENCE",
        12,
        "Seconds that an agent may take to come into a call.",
        Group.AGENT,
    )
    agent_silence: Seconds = setting(
        "CONSOLE_AGENT_SILENCE",
        10,
        "Seconds after which an agent that does not answer is silent; the caller is asked to wait.",
        Group.AGENT,
    )
    agent_give_up: Seconds = setting(
        "CONSOLE_AGENT_GIVE_UP",
        45,
        "Seconds after which an agent that does not answer is replaced, or the caller led away.",
        Group.AGENT,
    )
    calls_at_once: Count | None = setting(
        "CONSOLE_CALLS_AT_ONCE",
        None,
        "Calls with an agent that are carried at once; when not set, 15 a core if met at Stream.",
        Group.AGENT,
    )
    agent: Literal["stream", "practice", "echo", "none"] | None = setting(
        "CONSOLE_AGENT",
        None,
        "Who talks with callers; practice on the practice line, stream elsewhere.",
        Group.AGENT,
    )
    agent_url: str | None = setting(
        "CONSOLE_AGENT_URL",
        None,
        "Vision Agents servers that send agents, best first.",
        Group.AGENT,
    )
    agent_command: str | None = setting(
        "CONSOLE_AGENT_COMMAND",
        None,
        "Command that serves agents, run by the console; {port} stands for the port to serve on.",
        Group.AGENT,
    )
    agent_variables: str = setting(
        "CONSOLE_AGENT_VARIABLES",
        "",
        "Names of environment variables that the agent command gets as well, like OPENAI_API_KEY.",
        Group.AGENT,
    )
