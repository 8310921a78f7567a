"""Who is what in a group or channel, as ChatMember objects."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.stand_in.errors import Json
from bot.stand_in.message import Speaker

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
ADMINISTRATORS = frozenset({"creator", "administrator"})

GROUP_RIGHTS: dict[str, bool] = {
    "can_be_edited": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_manage_topics": False,
}
CHANNEL_RIGHTS: dict[str, bool] = {
    **{name: held for name, held in GROUP_RIGHTS.items() if name not in {"can_pin_messages", "can_manage_topics"}},
    "can_post_messages": True,
    "can_edit_messages": True,
}
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)


@dataclass(slots=True)
class Member:
    """A status with its rights; a new status is a new object, so old ones stay as they were."""

    user: Speaker
    status: str = "member"
    anonymous: bool = False
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    @property
    def leads(self) -> bool:
        return self.status in ADMINISTRATORS

    def may(self, right: str) -> bool:
        """Whether an administrator has this right; the creator has all."""
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, False))

    def card(self) -> Json:
        """The ChatMember object with every field the Bot API calls required."""
        base: Json = {"status": self.status, "user": self.user.user}
        if self.status == "creator":
            return {**base, "is_anonymous": self.anonymous}
        if self.status == "administrator":
            return {**base, "is_anonymous": self.anonymous, **self.rights}
        if self.status == "restricted":
            return {**base, "is_member": True, **dict.fromkeys(PERMISSIONS, False), "until_date": 0}
        return {**base, "until_date": 0} if self.status == "kicked" else base
