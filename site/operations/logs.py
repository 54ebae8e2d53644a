"""What is written to the log: nothing that opens something of somebody's."""

import logging
import re

# Addresses that let their holder in: an application's, and links to sign in or to what somebody sent.
CODES = re.compile(
    r"(/get-involved/(?:application|[\w-]+/sent)/|/accounts/(?:[\w-]+/)*(?:link|key|confirm-email)/|/calendar/)[^/\s\"']+"
)


class WithoutCodes(logging.Filter):
    """Django notes the address of each request that was refused: the code in it goes."""

    def filter(self, record):
        try:
            said = record.getMessage()
        except (TypeError, ValueError):  # whoever wrote the line made a mistake: the handler says so
            return True
        if CODES.search(said):
            record.msg, record.args = CODES.sub(r"\1…", said), ()
        return True
