"""Telling people things. `tell()` writes a message down with whatever it tells of; the clock sends it."""

from portal.notices.services.feeds import new_feed
from portal.notices.services.letting_go import (
    forget,
    forget_settled,
    let_mail_files_go,
    let_old_words_go,
    see,
    take_back,
)
from portal.notices.services.passing_on import (
    WroteItThemselves,
    could_not_reach,
    let_it_be,
    pass_on,
    put_back,
    register_by_another,
)
from portal.notices.services.post import NoMail, say_no_mail_yet, test_post, there_is_mail
from portal.notices.services.sending import send_due
from portal.notices.services.telling import (
    OLD_WAY,
    by_hand,
    find_a_way,
    find_ways_anew,
    goes_by,
    held_up,
    lead_to,
    mail_after_all,
    overtake,
    say_otherwise,
    tell,
    tell_outsider,
    tell_the_old_way,
    told,
    ways_to,
)
from portal.notices.speaking import speaking_to

__all__ = [
    "OLD_WAY",
    "NoMail",
    "WroteItThemselves",
    "by_hand",
    "could_not_reach",
    "find_a_way",
    "find_ways_anew",
    "forget",
    "forget_settled",
    "goes_by",
    "held_up",
    "lead_to",
    "let_it_be",
    "let_mail_files_go",
    "let_old_words_go",
    "mail_after_all",
    "new_feed",
    "overtake",
    "pass_on",
    "put_back",
    "register_by_another",
    "say_no_mail_yet",
    "say_otherwise",
    "see",
    "send_due",
    "speaking_to",
    "take_back",
    "tell",
    "tell_outsider",
    "tell_the_old_way",
    "test_post",
    "there_is_mail",
    "told",
    "ways_to",
]
