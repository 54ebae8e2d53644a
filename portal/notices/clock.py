"""What the clock does with messages: send what is due, and let old words go."""

from portal.notices.services import let_old_words_go, send_due

DUE = [send_due, let_old_words_go]
