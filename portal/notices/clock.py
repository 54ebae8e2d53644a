"""What the clock does with messages: send what is due, and let old words and old files of mails go."""

from datetime import timedelta

from portal.notices.services import let_mail_files_go, let_old_words_go, send_due

let_mail_files_go.every = timedelta(hours=1)

DUE = [send_due, let_old_words_go, let_mail_files_go]
