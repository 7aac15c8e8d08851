"""What became of an agreement, and where asking for it stands."""

from fairapp.domain.follow_ups import FOLLOW_ANSWER_LABELS, FOLLOW_STATE_LABELS, FollowAnswer, FollowState
from fairapp.web.statuses.look import Look, with_words

LOOKS: dict[str, dict[str, Look]] = {
    "follow_answer": with_words(
        FOLLOW_ANSWER_LABELS,
        {
            FollowAnswer.UNDER_WAY: ("info", "half"),
            FollowAnswer.CONTRACTED: ("info", "arrow"),
            FollowAnswer.DELIVERED: ("good", "check"),
            FollowAnswer.LATE: ("warn", "triangle"),
            FollowAnswer.DROPPED: ("bad", "cross"),
        },
    ),
    "follow_state": with_words(
        FOLLOW_STATE_LABELS,
        {
            FollowState.DUE: ("warn", "triangle"),
            FollowState.COMING: ("neutral", "ring"),
            FollowState.ENDED: ("good", "check"),
        },
    ),
}
