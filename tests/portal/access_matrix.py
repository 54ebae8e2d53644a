"""Every URL of the portal, every person, GET and POST: what each is answered. A URL that is not here fails the build.

A row is `name: (arguments, {method: {answer: people}})`. Arguments are names of things in the world of
`test_every_view.py`. 404 hides what a person may not know of; 403 refuses what they know; 409 is an empty form that
says nothing of the version it was written on.
"""

from portal.pdf import IS_INSTALLED

SIGN_IN = "sign in first"
OUTSIDE = {"anonymous", "inactive"}
OUTSIDERS = {"outsider", "member"}
EDITORS = {"writer", "coordinator", "superuser"}
INSIDE = OUTSIDERS | EDITORS
COORDINATORS = {"coordinator"}
KEEP = {"member", "coordinator"}  # who keeps what Mina wrote
# Mina is not in the list of people: coordinators know of her, Wes who meets her first, and she does herself.
KNOW_MINA = {"member", "writer", "coordinator"}
PAY = {"member", "coordinator"}  # who knows of what Mina is offered: she, and whoever pays


def inside(get, post):
    """For everybody who is signed in, whoever they are."""
    return {"GET": {SIGN_IN: OUTSIDE, get: INSIDE}, "POST": {SIGN_IN: OUTSIDE, post: INSIDE}}


def hidden(get, post):
    """For those who may change the page; to the others it does not exist."""
    return {
        "GET": {SIGN_IN: OUTSIDE, 404: OUTSIDERS, get: EDITORS},
        "POST": {SIGN_IN: OUTSIDE, 404: OUTSIDERS, post: EDITORS},
    }


def coordinators(get, post, others=403):
    """For coordinators alone. `others` are refused a place they may know of, and find no trace of somebody's words."""
    return {
        method: {SIGN_IN: OUTSIDE, others: INSIDE - COORDINATORS, answer: COORDINATORS}
        for method, answer in (("GET", get), ("POST", post))
    }


def kept(get, post):
    """What Mina wrote for everybody: seen by all, changed by her and by coordinators."""
    return {
        method: {SIGN_IN: OUTSIDE, 403: INSIDE - KEEP, answer: KEEP}
        for method, answer in (("GET", get), ("POST", post))
    }


def near_mina(get, post, refused=frozenset()):
    """For Mina, whoever supports and meets her, and coordinators, but for those who are `refused`."""
    known = {"member", "writer", "coordinator"}
    both = {SIGN_IN: OUTSIDE, 404: INSIDE - known} | ({403: set(refused)} if refused else {})
    return {"GET": both | {get: known - refused}, "POST": both | {post: known - refused}}


def of_a_reward(get, post, may=PAY):
    """For those of them who `may`; to whoever does not pay it does not exist, administrators included."""
    both = {SIGN_IN: OUTSIDE, 404: INSIDE - PAY} | ({403: PAY - may} if PAY - may else {})
    return {"GET": both | {get: may}, "POST": both | {post: may}}


def hers_and_too_late_for_others(get, post):
    """Hers to do by now; those who pay are led to its page, where it says how it stands."""
    return {
        method: {SIGN_IN: OUTSIDE, 404: INSIDE - PAY, 302: PAY - {"member"}}
        | {answer: PAY if answer == 302 else {"member"}}
        for method, answer in (("GET", get), ("POST", post))
    }


def of_what_mina_gave(get, post, may=frozenset({"member", "writer"})):
    """Mina's, and Wes is asked whether it is so: whoever pays does not know of it, coordinators included."""
    know = {"member", "writer"}
    both = {SIGN_IN: OUTSIDE, 404: INSIDE - know} | ({403: know - may} if know - may else {})
    return {"GET": both | {get: may}, "POST": both | {post: may}}


def rung_about(get, post, know=frozenset({"member"})):
    """What Mina gave, for whoever pays and rings her or Wes about it; never for one of the two, who `know` of it."""
    both = {SIGN_IN: OUTSIDE, 403: set(know), 404: INSIDE - COORDINATORS - know}
    return {"GET": both | {get: COORDINATORS}, "POST": both | {post: COORDINATORS}}


def hers_alone(get, post):
    both = {SIGN_IN: OUTSIDE, 404: INSIDE - {"member"}}
    return {"GET": both | {get: {"member"}}, "POST": both | {post: {"member"}}}


MATRIX = {
    "portal:home": ({}, inside(200, 405)),
    "portal:advice": ({}, inside(405, 200)),
    "portal:stay": ({}, inside(405, 200)),
    # Asked only on the way into the CMS: whoever is sent here signed in has no business there.
    "portal:cms-sign-in": ({}, inside(403, 403)),
    "portal:drafts:keep": ({"about": "page about"}, hidden(405, 200)),
    # A list that shows nothing to those without pages; they are told so, since the place itself is no secret.
    "portal:pages:list": (
        {},
        {
            "GET": {SIGN_IN: OUTSIDE, 403: OUTSIDERS, 200: EDITORS},
            "POST": {SIGN_IN: OUTSIDE, 403: OUTSIDERS, 405: EDITORS},
        },
    ),
    "portal:pages:page": ({"pk": "page"}, hidden(200, 405)),
    "portal:pages:edit": ({"pk": "page"}, hidden(200, 409)),
    "portal:pages:easy-read": ({"pk": "page"}, hidden(200, 200)),
    "portal:pages:let-go": ({"pk": "page"}, hidden(405, 302)),
    "portal:pages:preview": ({"pk": "page"}, hidden(200, 405)),
    "portal:pages:read": ({"pk": "page"}, hidden(403, 403)),
    "portal:pages:take-back": ({"pk": "page"}, hidden(405, 302)),
    "portal:pages:send-translation": ({"pk": "page"}, hidden(403, 403)),
    # English is the only language here; `tests/portal/agreement/test_translating.py` has another.
    "portal:pages:begin-translation": ({"pk": "page"}, inside(403, 403)),
    "portal:pages:fix": ({"pk": "fix"}, hidden(200, 405)),
    "portal:pages:fix-seen": ({"pk": "fix"}, hidden(405, 302)),
    "portal:pages:fix-undo": ({"pk": "fix"}, hidden(405, 302)),
    # messages
    "portal:notices:mine": ({}, inside(200, 405)),
    "portal:notices:calendar": ({}, inside(200, 405)),
    "portal:notices:feed": ({}, inside(200, 302)),
    "portal:notices:by-hand": ({}, coordinators(200, 405)),
    "portal:notices:print": ({}, coordinators(200, 405)),
    "portal:notices:pass-on": ({"pk": "by hand"}, coordinators(405, 302, others=404)),
    "portal:notices:tried": ({"pk": "by hand"}, coordinators(405, 302, others=404)),
    "portal:notices:let-it-be": ({"pk": "by hand"}, coordinators(405, 302, others=404)),
    "portal:notices:put-back": (
        {"pk": "taken off"},
        {
            method: {SIGN_IN: OUTSIDE, 404: INSIDE - COORDINATORS, answer: COORDINATORS}
            for method, answer in (("GET", 405), ("POST", 302))
        },
    ),
    "portal:notices:post": ({}, coordinators(200, 200)),
    "portal:notices:no-mail-yet": ({}, coordinators(405, 302)),
    "portal:notices:mail-after-all": ({}, coordinators(405, 302)),
    # coming in
    "portal:people:invite": ({}, coordinators(200, 200)),
    "portal:people:invitations": ({}, coordinators(200, 405)),
    "portal:people:cards": ({}, coordinators(302, 405)),
    "portal:people:send-again": ({"pk": "invitation"}, coordinators(405, 302, others=404)),
    "portal:people:print-card": ({"pk": "invitation"}, coordinators(405, 302, others=404)),
    "portal:people:withdraw": ({"pk": "invitation"}, coordinators(405, 302, others=404)),
    "portal:people:put-back": ({"pk": "taken back"}, coordinators(405, 302, others=404)),
    "portal:people:start": ({}, coordinators(200, 405)),
    "portal:people:backups": ({}, coordinators(200, 302)),
    "portal:people:write": ({}, coordinators(200, 200)),
    # What Cora wrote is hers to look at as a whole, and nobody else's.
    "portal:people:written": ({"sending": "sending"}, coordinators(200, 405, others=404)),
    "portal:people:take-back": ({"sending": "sending"}, coordinators(405, 302, others=404)),
    # Wes meets Mina first.
    "portal:people:welcome": (
        {"pk": "mina"},
        {
            method: {SIGN_IN: OUTSIDE, 404: {"outsider", "superuser"}, 200: {"member", "writer", "coordinator"}}
            for method in ("GET", "POST")
        },
    ),
    # what is on, and something to do
    "portal:doings:whats-on": ({}, inside(200, 405)),
    "portal:doings:find": ({}, inside(200, 405)),
    "portal:doings:add-gathering": ({}, inside(200, 200)),
    "portal:doings:gathering": ({"pk": "gathering"}, inside(200, 405)),
    "portal:doings:change-gathering": ({"pk": "gathering"}, kept(200, 200)),
    "portal:doings:coming": ({"pk": "gathering"}, inside(405, 302)),
    "portal:doings:not-coming": ({"pk": "gathering"}, inside(405, 302)),
    "portal:doings:look-after-gathering": ({"pk": "gathering"}, coordinators(405, 302)),
    "portal:doings:look-after-one-off": ({"pk": "one-off"}, coordinators(405, 302)),
    "portal:doings:call-off": ({"pk": "gathering"}, kept(405, 302)),
    "portal:doings:add-one-off": ({}, inside(200, 200)),
    "portal:doings:one-off": ({"pk": "one-off"}, inside(200, 405)),
    "portal:doings:change-one-off": ({"pk": "one-off"}, kept(200, 200)),
    "portal:doings:offer": ({"pk": "one-off"}, inside(405, 302)),
    "portal:doings:take-hand-back": ({"pk": "one-off"}, inside(405, 302)),
    "portal:doings:close": ({"pk": "one-off"}, kept(405, 302)),
    "portal:today": ({}, coordinators(200, 405)),
    # what people are offered and get: each their own
    "portal:reciprocity:mine": ({}, inside(200, 405)),
    "portal:reciprocity:statement": ({}, inside(200, 405)),
    "portal:reciprocity:statement-file": ({}, inside(200, 405)),
    "portal:reciprocity:statement-pdf": ({}, inside(200 if IS_INSTALLED else 404, 405)),
    "portal:reciprocity:limit": ({}, inside(200, 200)),
    "portal:reciprocity:letter": ({}, inside(200, 405)),
    "portal:reciprocity:letter-pdf": ({}, inside(200 if IS_INSTALLED else 404, 405)),
    "portal:reciprocity:record": ({}, inside(200, 405)),
    "portal:reciprocity:record-file": ({}, inside(200, 405)),
    "portal:reciprocity:certificate": ({}, inside(200, 405)),
    "portal:reciprocity:certificate-pdf": ({}, inside(200 if IS_INSTALLED else 404, 405)),
    "portal:reciprocity:ask-reference": ({}, inside(200, 200)),
    "portal:reciprocity:reference": ({"pk": "reference"}, of_a_reward(200, 405)),
    "portal:reciprocity:reference-written": ({"pk": "reference"}, of_a_reward(405, 302, COORDINATORS)),
    "portal:reciprocity:take-reference-back": ({"pk": "reference"}, of_a_reward(405, 302, {"member"})),
    "portal:reciprocity:all": ({}, coordinators(200, 405)),
    "portal:reciprocity:offer": ({}, coordinators(200, 200)),
    "portal:reciprocity:policy": ({}, coordinators(200, 200)),
    "portal:reciprocity:rates": ({}, coordinators(200, 200)),
    "portal:reciprocity:ways": ({}, coordinators(200, 405)),
    "portal:reciprocity:way-of-thing": ({"pk": "kind of reward"}, coordinators(200, 200, others=404)),
    "portal:reciprocity:way-of-cost": ({"pk": "kind of cost"}, coordinators(200, 200, others=404)),
    "portal:reciprocity:payments-file": ({}, coordinators(405, 200)),
    "portal:reciprocity:budgets": ({}, coordinators(200, 405)),
    "portal:reciprocity:add-budget": ({}, coordinators(200, 200)),
    "portal:reciprocity:budget": ({"pk": "budget"}, coordinators(200, 405, others=404)),
    "portal:reciprocity:change-budget": ({"pk": "budget"}, coordinators(200, 200, others=404)),
    "portal:reciprocity:spend": ({"pk": "budget"}, coordinators(200, 200, others=404)),
    "portal:reciprocity:take-spending-back": ({"pk": "spending"}, coordinators(200, 200, others=404)),
    "portal:reciprocity:sums": ({}, coordinators(200, 405)),
    "portal:reciprocity:claim": ({}, inside(200, 200)),
    "portal:reciprocity:cost-down": ({}, coordinators(200, 200)),
    "portal:reciprocity:cost": ({"pk": "sent cost"}, of_a_reward(200, 405)),
    "portal:reciprocity:receipt": ({"pk": "sent cost"}, of_a_reward(200, 405)),
    # Whoever pays puts right what was sent back, and reads here that this one was not, or not any more.
    "portal:reciprocity:put-right": ({"pk": "sent cost"}, hers_and_too_late_for_others(200, 200)),
    "portal:reciprocity:drop-cost": ({"pk": "sent cost"}, of_a_reward(405, 302, {"member"})),
    "portal:reciprocity:approve": ({"pk": "sent cost"}, of_a_reward(405, 302, COORDINATORS)),
    "portal:reciprocity:send-back": ({"pk": "sent cost"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:confirm": ({"pk": "cost to confirm"}, of_a_reward(405, 302, {"member"})),
    "portal:reciprocity:confirm-for": ({"pk": "cost to confirm"}, of_a_reward(405, 302, COORDINATORS)),
    "portal:reciprocity:choose-budget": ({"pk": "cost to give"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:give-cost": ({"pk": "cost to give"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:cost-missing": ({"pk": "given cost"}, of_a_reward(405, 302)),
    # The coordinator of this world gave it: somebody else hears that it came.
    "portal:reciprocity:cost-came": ({"pk": "missing cost"}, of_a_reward(405, 302, {"member"})),
    "portal:reciprocity:cost-take-back": ({"pk": "given cost"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:reward": ({"pk": "offered reward"}, of_a_reward(200, 405)),
    "portal:reciprocity:answer": ({"pk": "offered reward"}, of_a_reward(200, 200, {"member"})),
    "portal:reciprocity:answer-down": ({"pk": "offered reward"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:withdraw": ({"pk": "offered reward"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:keep-offer": ({"pk": "called off reward"}, of_a_reward(405, 302, COORDINATORS)),
    "portal:reciprocity:give": ({"pk": "reward to give"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:missing": ({"pk": "given reward"}, of_a_reward(405, 302)),
    "portal:reciprocity:came": ({"pk": "missing reward"}, of_a_reward(405, 302, {"member"})),
    "portal:reciprocity:take-back": ({"pk": "given reward"}, of_a_reward(200, 200, COORDINATORS)),
    "portal:reciprocity:write-down": ({}, inside(200, 200)),
    "portal:reciprocity:thank": ({}, inside(200, 200)),
    "portal:reciprocity:gave": ({"pk": "gave"}, of_what_mina_gave(200, 405)),
    "portal:reciprocity:say-otherwise": ({"pk": "gave"}, of_what_mina_gave(200, 200, {"member"})),
    "portal:reciprocity:take-away": ({"pk": "gave"}, of_what_mina_gave(405, 302, {"member"})),
    "portal:reciprocity:is-so": ({"pk": "gave"}, of_what_mina_gave(405, 302, {"writer"})),
    "portal:reciprocity:cannot-say": ({"pk": "gave"}, of_what_mina_gave(405, 302, {"writer"})),
    "portal:reciprocity:what-changed": ({"pk": "gave"}, of_what_mina_gave(200, 200)),
    "portal:reciprocity:gave-down": ({}, coordinators(200, 200)),
    "portal:reciprocity:accept-for": ({"pk": "gave, she says"}, rung_about(405, 302)),
    "portal:reciprocity:take-away-for": ({"pk": "gave, she says"}, rung_about(405, 302)),
    "portal:reciprocity:is-so-down": ({"pk": "gave, he says"}, rung_about(405, 302, {"member", "writer"})),
    "portal:reciprocity:cannot-say-down": ({"pk": "gave, he says"}, rung_about(405, 302, {"member", "writer"})),
    "portal:reciprocity:everybody": ({"pk": "told gave"}, of_what_mina_gave(405, 302, {"member"})),
    "portal:reciprocity:among-us": ({"pk": "told gave"}, of_what_mina_gave(405, 302, {"member"})),
    "portal:reciprocity:accept": ({"pk": "proposed gave"}, hers_alone(405, 302)),
    "portal:reciprocity:hours": ({}, inside(200, 200)),
    "portal:reciprocity:give-from-pot": ({}, coordinators(200, 200, others=404)),
    "portal:reciprocity:hand-hours-back": ({"pk": "hours for mina"}, hers_alone(405, 302)),
    "portal:reciprocity:take-hours-back": ({"pk": "hours of mina"}, hers_alone(200, 200)),
    "portal:reciprocity:take-thanks-away": ({"pk": "thanks"}, hers_alone(405, 302)),
    # What people outside ask of us. The offer and the complaint of this world are nobody's yet.
    "portal:asking:offers": ({}, coordinators(200, 405)),
    "portal:asking:offer-down": ({}, coordinators(200, 422)),
    "portal:asking:offer": ({"pk": "offer"}, coordinators(200, 405, others=404)),
    "portal:asking:offer-take": ({"pk": "offer"}, coordinators(405, 302, others=404)),
    "portal:asking:offer-take-over": ({"pk": "offer"}, coordinators(405, 302, others=404)),
    "portal:asking:offer-notes": ({"pk": "offer"}, coordinators(403, 422, others=404)),
    "portal:asking:offer-no": ({"pk": "offer"}, coordinators(403, 422, others=404)),
    "portal:asking:offer-taken-back": ({"pk": "offer"}, coordinators(200, 422, others=404)),
    "portal:asking:complaints": ({}, coordinators(200, 405)),
    "portal:asking:complaint-down": ({}, coordinators(200, 422)),
    "portal:asking:complaint": ({"pk": "complaint"}, coordinators(200, 405, others=404)),
    "portal:asking:complaint-take": ({"pk": "complaint"}, coordinators(405, 302, others=404)),
    "portal:asking:complaint-take-over": ({"pk": "complaint"}, coordinators(405, 302, others=404)),
    "portal:asking:complaint-notes": ({"pk": "complaint"}, coordinators(403, 422, others=404)),
    "portal:asking:complaint-acknowledge": ({"pk": "complaint"}, coordinators(405, 302, others=404)),
    "portal:asking:complaint-progress": ({"pk": "complaint"}, coordinators(403, 422, others=404)),
    "portal:asking:complaint-answer": ({"pk": "complaint"}, coordinators(403, 422, others=404)),
}

# The forms outside the gate: everybody gets the same answers, whoever they are. 422 is an empty form sent.
EVERYBODY = OUTSIDE | INSIDE
PUBLIC = {
    "get-involved:help": ({}, {"GET": {200: EVERYBODY}, "POST": {422: EVERYBODY}}),
    "get-involved:help-sent": ({"token": "offer token"}, {"GET": {200: EVERYBODY}, "POST": {405: EVERYBODY}}),
    "get-involved:help-take-back": ({"token": "offer token"}, {"GET": {405: EVERYBODY}, "POST": {302: EVERYBODY}}),
    "get-involved:complaint": ({}, {"GET": {200: EVERYBODY}, "POST": {422: EVERYBODY}}),
    "get-involved:suggest": ({}, {"GET": {200: EVERYBODY}, "POST": {422: EVERYBODY}}),
    "get-involved:suggest-sent": ({"token": "suggestion token"}, {"GET": {200: EVERYBODY}, "POST": {405: EVERYBODY}}),
    "get-involved:suggest-take-back": (
        {"token": "suggestion token"},
        {"GET": {405: EVERYBODY}, "POST": {302: EVERYBODY}},
    ),
    "get-involved:you-said": ({}, {"GET": {200: EVERYBODY}, "POST": {405: EVERYBODY}}),
    "get-involved:complaint-sent": ({"token": "complaint token"}, {"GET": {200: EVERYBODY}, "POST": {405: EVERYBODY}}),
}

# Supporters, lists, trust and the trail. Wes supports Mina with her messages; nobody else here knows of her.
MATRIX |= {
    "portal:support:mine": ({}, inside(200, 405)),
    "portal:support:new": ({}, inside(200, 200)),
    "portal:support:end": ({"pk": "support"}, near_mina(405, 302)),
    # Mina asks Olu, too: it is for Olu to say yes, or for a coordinator whom Olu told.
    "portal:support:yes": (
        {"pk": "question"},
        {
            method: {
                SIGN_IN: OUTSIDE,
                404: {"writer", "superuser"},
                403: {"member"},
                answer: {"outsider", "coordinator"},
            }
            for method, answer in (("GET", 405), ("POST", 302))
        },
    ),
    "portal:people:messages": (
        {"pk": "mina"},
        {
            "GET": {SIGN_IN: OUTSIDE, 404: INSIDE - {"writer"}, 200: {"writer"}},
            "POST": {SIGN_IN: OUTSIDE, 404: INSIDE - {"writer"}, 405: {"writer"}},
        },
    ),
    # Wes helps Mina with all of it; what he keeps up to date for her, nobody else opens.
    **{
        name: (
            arguments,
            {
                method: {SIGN_IN: OUTSIDE, 404: INSIDE - {"writer"}, answer: {"writer"}}
                for method, answer in (("GET", get), ("POST", post))
            },
        )
        for name, arguments, get, post in (
            ("portal:people:about", {"pk": "mina"}, 200, 405),
            ("portal:people:about-name", {"pk": "mina"}, 200, 200),
            ("portal:people:about-language", {"pk": "mina"}, 200, 200),
            ("portal:people:about-reaching", {"pk": "mina"}, 200, 200),
            ("portal:people:about-line", {"pk": "mina", "line": "line"}, 200, 200),
            ("portal:people:open", {"pk": "mina"}, 200, 405),
            ("portal:people:open-offer", {"pk": "mina", "number": "another one-off"}, 405, 302),
            ("portal:people:open-take-back", {"pk": "mina", "number": "another one-off"}, 405, 302),
        )
    },
    "portal:people:supporters": ({"pk": "mina"}, near_mina(200, 405, refused={"member", "writer"})),
    "portal:people:record-supporter": ({"pk": "mina"}, near_mina(200, 200, refused={"member", "writer"})),
    "portal:people:way-in": (
        {"pk": "mina"},
        {
            method: {SIGN_IN: OUTSIDE, 404: INSIDE - KNOW_MINA, 403: {"member", "writer"}, answer: COORDINATORS}
            for method, answer in (("GET", 200), ("POST", 302))
        },
    ),
    "portal:people:trust": ({"pk": "mina"}, near_mina(200, 200, refused={"member", "writer"})),
    "portal:people:training": ({"pk": "mina"}, near_mina(200, 200, refused={"writer"})),
    # What she took is for her and for coordinators to know; Wes, who supports her, finds no trace of it.
    "portal:people:remove-training": (
        {"pk": "training"},
        {
            method: {SIGN_IN: OUTSIDE, 404: INSIDE - KEEP, answer: KEEP}
            for method, answer in (("GET", 405), ("POST", 302))
        },
    ),
    "portal:settings:all": ({}, coordinators(200, 405)),
    "portal:settings:who-we-are": ({}, coordinators(200, 200)),
    "portal:settings:words": ({}, coordinators(200, 200)),
    "portal:settings:list": ({"slug": "skills"}, coordinators(200, 405)),
    "portal:settings:add": ({"slug": "skills"}, coordinators(200, 200)),
    "portal:settings:rename": ({"pk": "skill", "slug": "skills"}, coordinators(200, 200)),
    "portal:settings:up": ({"pk": "skill", "slug": "skills"}, coordinators(405, 302)),
    "portal:settings:down": ({"pk": "skill", "slug": "skills"}, coordinators(405, 302)),
    "portal:settings:put-away": ({"pk": "skill", "slug": "skills"}, coordinators(405, 302)),
    "portal:settings:bring-back": ({"pk": "skill", "slug": "skills"}, coordinators(405, 302)),
    "portal:trail:done": ({}, inside(200, 405)),
    "portal:trail:looks": ({}, inside(200, 405)),
    # about oneself
    "portal:me:about": ({}, inside(200, 405)),
    "portal:me:welcome": ({}, inside(200, 200)),  # an empty form has no key: it comes back with a sentence
    "portal:me:name": ({}, inside(200, 200)),
    "portal:me:language": ({}, inside(200, 200)),
    "portal:me:directory": ({}, inside(200, 200)),
    "portal:me:line": ({"line": "line"}, inside(200, 200)),
    "portal:me:reaching": ({}, inside(200, 200)),
    "portal:me:break": ({}, inside(405, 302)),
    "portal:me:alone": (
        {},
        {
            "GET": {SIGN_IN: OUTSIDE, 302: INSIDE - COORDINATORS, 200: COORDINATORS},
            "POST": {SIGN_IN: OUTSIDE, 405: INSIDE},
        },
    ),
    "portal:me:back": ({}, inside(405, 302)),
    "portal:me:copy": ({}, inside(405, 200)),
    "portal:me:leave": ({}, inside(200, 405)),
    # Signed in without showing who they are: asked first, then sent back here.
    "portal:me:leave-now": ({}, inside(302, 302)),
    # people
    "portal:people:list": ({}, inside(200, 405)),
    "portal:people:person": (
        {"pk": "mina"},
        {
            "GET": {SIGN_IN: OUTSIDE, 404: INSIDE - KNOW_MINA, 200: KNOW_MINA},
            "POST": {SIGN_IN: OUTSIDE, 404: INSIDE - KNOW_MINA, 405: KNOW_MINA},
        },
    ),
}

# What others think Mina is good at; what members have to reach one another; and her own notes, which Wes may read.
OWN = {"member"}


def of_mina_alone(get, post, companion=404):
    """What she noted: her own, and as far as she asked him along, of Wes; to everybody else it does not exist."""
    near = {404: INSIDE - OWN - {"writer"}}
    both = {SIGN_IN: OUTSIDE}
    return {
        method: both | near | {answer: OWN} | {companion: near.get(companion, set()) | {"writer"}}
        for method, answer in (("GET", get), ("POST", post))
    }


MATRIX |= {
    "portal:people:suggest": ({"pk": "mina"}, near_mina(200, 200, refused={"member"})),
    "portal:me:suggestions": ({}, inside(200, 200)),
    "portal:me:suggestion-yes": ({"pk": "suggestion"}, of_mina_alone(405, 302)),
    "portal:me:suggestion-no": ({"pk": "suggestion"}, of_mina_alone(405, 302)),
    "portal:me:shared": ({}, inside(200, 200)),
    # Nobody here is found in the list of people.
    "portal:people:print": ({}, coordinators(200, 405)),
    "portal:people:contact-sheet": ({}, coordinators(200, 405)),
    "portal:people:contact-sheet-print": ({}, coordinators(200, 405)),
    "portal:reviews:mine": ({}, inside(200, 405)),
    "portal:reviews:new": ({}, inside(200, 200)),
    "portal:reviews:still-right": ({}, inside(405, 302)),
    "portal:reviews:one": (
        {"pk": "review"},
        {
            method: {SIGN_IN: OUTSIDE, 404: INSIDE - OWN - {"writer"}, answer: OWN | {"writer"}}
            for method, answer in (("GET", 200), ("POST", 405))
        },
    ),
    "portal:reviews:change": ({"pk": "review"}, of_mina_alone(200, 200, companion=403)),
    "portal:reviews:delete": ({"pk": "review"}, of_mina_alone(405, 302, companion=403)),
    "portal:reviews:step-back": (
        {"pk": "review"},
        {
            method: {SIGN_IN: OUTSIDE, 404: INSIDE - OWN - {"writer"}, 403: OWN, answer: {"writer"}}
            for method, answer in (("GET", 405), ("POST", 302))
        },
    ),
}

# Groups. Mina looks after one that stands on no list. Sol is in it, superuser or not; Wes is asked;
# Cora coordinates. Olu may not know that it is there.
IN_IT = {"member", "superuser"}
KNOW_THE_GROUP = IN_IT | {"writer", "coordinator"}
KEEPERS = {"member", "coordinator"}


def of_the_group(get, post, who, known=KNOW_THE_GROUP):
    """For `who`; the others who know of it are refused, and to everybody else it does not exist."""
    others = {404: INSIDE - known, 403: known - who}
    both = {SIGN_IN: OUTSIDE} | {answer: people for answer, people in others.items() if people}
    return {"GET": both | {get: who}, "POST": both | {post: who}}


A_GROUP, A_SEAT, A_MEETING = {"pk": "group"}, {"pk": "seat"}, {"pk": "meeting"}
KNOW_THE_SEAT = KEEPERS | {"writer"}
MATRIX |= {
    "portal:groups:list": ({}, inside(200, 405)),
    "portal:groups:start": ({}, inside(200, 200)),
    "portal:groups:group": (A_GROUP, of_the_group(200, 405, KNOW_THE_GROUP)),
    "portal:groups:people": (A_GROUP, of_the_group(200, 405, IN_IT | {"coordinator"})),
    "portal:groups:change": (A_GROUP, of_the_group(200, 200, KEEPERS)),
    "portal:groups:ask": (A_GROUP, of_the_group(200, 200, KEEPERS)),
    "portal:groups:write": (A_GROUP, of_the_group(200, 200, IN_IT | {"coordinator"})),
    "portal:groups:finish": (A_GROUP, of_the_group(200, 200, KEEPERS)),
    "portal:groups:go-on": ({"pk": "finished group"}, of_the_group(405, 302, KEEPERS, known=IN_IT | {"coordinator"})),
    "portal:groups:offer-dates": (A_GROUP, of_the_group(200, 200, KEEPERS)),
    "portal:groups:answer": (A_GROUP, of_the_group(200, 200, IN_IT | {"writer"})),
    # One that anyone may ask to join, begun by Mina.
    "portal:groups:join": ({"pk": "open group"}, of_the_group(405, 302, INSIDE - {"member"}, known=INSIDE)),
    "portal:groups:leave": (A_GROUP, of_the_group(200, 200, IN_IT)),
    "portal:groups:take-on": (A_GROUP | {"kind": "role"}, of_the_group(405, 302, IN_IT)),
    "portal:groups:give-back": (A_GROUP | {"kind": "role"}, of_the_group(405, 302, IN_IT)),
    "portal:groups:answer-down": (A_SEAT, of_the_group(200, 200, KEEPERS, known=KNOW_THE_SEAT)),
    "portal:groups:let-in": (A_SEAT, of_the_group(405, 302, KEEPERS, known=KNOW_THE_SEAT)),
    "portal:groups:tell-more": (A_SEAT, of_the_group(200, 200, KEEPERS, known=KNOW_THE_SEAT)),
    "portal:groups:not-now": (A_SEAT, of_the_group(200, 200, KEEPERS, known=KNOW_THE_SEAT)),
    "portal:groups:meeting": (A_MEETING, of_the_group(200, 405, KNOW_THE_GROUP)),
    "portal:groups:say-when": ({"pk": "days"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:choose": ({"pk": "days", "date": "day"}, of_the_group(405, 302, KEEPERS)),
    "portal:groups:reply": (A_MEETING, of_the_group(200, 200, IN_IT)),
    "portal:groups:reply-down": (A_MEETING | {"person": "sol"}, of_the_group(200, 200, KEEPERS)),
    "portal:groups:change-meeting": (A_MEETING, of_the_group(200, 200, KEEPERS)),
    "portal:groups:call-off": (A_MEETING, of_the_group(405, 302, KEEPERS)),
}

# Agenda and minutes: for those in the group; coordinators write down what is phoned in, and read no minutes. Today's
# meeting is on, and Mina and Sol are there; the one of last week waits to be checked and approved.
AN_ITEM, AN_ACTION = {"pk": "item"}, {"pk": "action"}
IN_IT_AND_CORA = IN_IT | {"coordinator"}
MATRIX |= {
    "portal:groups:add-item": ({"pk": "today"}, of_the_group(200, 200, IN_IT_AND_CORA)),
    "portal:groups:item-up": (AN_ITEM, of_the_group(405, 302, IN_IT, known=IN_IT_AND_CORA)),
    "portal:groups:item-down": (AN_ITEM, of_the_group(405, 302, IN_IT, known=IN_IT_AND_CORA)),
    "portal:groups:park-item": (AN_ITEM, of_the_group(200, 200, IN_IT, known=IN_IT_AND_CORA)),
    # Sol brought it.
    "portal:groups:take-item-back": (AN_ITEM, of_the_group(405, 302, {"superuser"}, known=IN_IT_AND_CORA)),
    "portal:groups:bring-back-item": (
        {"pk": "item for later", "meeting": "today"},
        of_the_group(405, 302, IN_IT, known=IN_IT_AND_CORA),
    ),
    "portal:groups:who-is-here": ({"pk": "today"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:write-item": ({"pk": "today", "item": "item"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:minutes": ({"pk": "last week"}, of_the_group(200, 405, IN_IT)),
    # Not there where no PDF can be made.
    "portal:groups:minutes-file": (
        {"pk": "last week"},
        of_the_group(200, 405, IN_IT)
        if IS_INSTALLED
        else {
            "GET": {SIGN_IN: OUTSIDE, 404: {"outsider"} | IN_IT, 403: {"writer", "coordinator"}},
            "POST": {SIGN_IN: OUTSIDE, 404: {"outsider"}, 403: {"writer", "coordinator"}, 405: IN_IT},
        },
    ),
    "portal:groups:mark-line": ({"pk": "minute"}, of_the_group(200, 200, IN_IT, known=IN_IT)),
    # Sol's, with their name.
    "portal:groups:take-mark-back": ({"pk": "mark"}, of_the_group(405, 302, {"superuser"}, known=IN_IT)),
    "portal:groups:slow-down": ({"pk": "today"}, of_the_group(405, 302, IN_IT)),
    "portal:groups:slowed-down": ({"pk": "today"}, of_the_group(405, 302, IN_IT)),
    "portal:groups:send-minutes": ({"pk": "today"}, of_the_group(405, 302, IN_IT)),
    "portal:groups:check-minutes": ({"pk": "last week"}, of_the_group(200, 200, IN_IT)),
    # Of Sol: by Mina, who was there too. Nobody writes it down for themselves.
    "portal:groups:check-down": (
        {"pk": "last week", "person": "sol"},
        {
            method: {SIGN_IN: OUTSIDE, 404: {"outsider", "superuser"}, 403: {"writer", "coordinator"}, 200: {"member"}}
            for method in ("GET", "POST")
        },
    ),
    "portal:groups:approve-minutes": ({"pk": "last week", "at": "today"}, of_the_group(200, 200, IN_IT)),
    # Sol is asked to do it.
    "portal:groups:action": (AN_ACTION, of_the_group(200, 405, IN_IT, known=IN_IT)),
    "portal:groups:agree": (AN_ACTION, of_the_group(200, 200, {"superuser"}, known=IN_IT)),
    "portal:groups:agree-down": (AN_ACTION, of_the_group(200, 200, {"member"}, known=IN_IT)),
    "portal:groups:reword-action": (AN_ACTION, of_the_group(200, 200, IN_IT, known=IN_IT)),
    "portal:groups:hand-back": (AN_ACTION, of_the_group(405, 302, {"superuser"}, known=IN_IT)),
    "portal:groups:take-on-action": ({"pk": "nobody's action"}, of_the_group(405, 302, IN_IT, known=IN_IT)),
    "portal:groups:close-action": (AN_ACTION, of_the_group(200, 200, IN_IT, known=IN_IT)),
}

# Cards: what a group decides together, for those in it. Coordinators read what it is about on its page, as whoever is
# asked does, and no more.
A_CARD, A_LINE = {"pk": "group", "card": "card"}, {"pk": "line of a card"}
MATRIX |= {
    "portal:groups:cards": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:card": (A_CARD, of_the_group(200, 405, IN_IT)),
    "portal:groups:write-card": (A_CARD | {"row": "line of a card"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:bring-card": (A_CARD, of_the_group(405, 302, IN_IT)),
    "portal:groups:take-line-out": (A_LINE, of_the_group(405, 302, IN_IT, known=IN_IT)),
    "portal:groups:put-line-back": (A_LINE, of_the_group(405, 302, IN_IT, known=IN_IT)),
    "portal:groups:line-up": (A_LINE, of_the_group(405, 302, IN_IT, known=IN_IT)),
    "portal:groups:line-down": (A_LINE, of_the_group(405, 302, IN_IT, known=IN_IT)),
    "portal:groups:budget": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:sums": (A_GROUP, of_the_group(200, 405, IN_IT_AND_CORA, known=IN_IT_AND_CORA)),
    "portal:groups:catch-up": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:contact-sheet": (A_GROUP, of_the_group(200, 405, IN_IT)),
}

# Ways of working, votes and decisions: Mina put words forward that Sol has not agreed to; a vote on the item is open.
A_VERSION = A_GROUP | {"number": "version"}
MATRIX |= {
    "portal:groups:ways": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:change-ways": (A_GROUP, of_the_group(200, 200, IN_IT)),
    "portal:groups:fix-ways": (A_GROUP, of_the_group(200, 200, IN_IT)),
    "portal:groups:agree-to-ways": (A_VERSION, of_the_group(405, 302, IN_IT)),
    "portal:groups:both-sides-said-yes": (A_VERSION, of_the_group(405, 302, IN_IT)),
    "portal:groups:take-yes-back": (A_VERSION, of_the_group(405, 302, IN_IT)),
    "portal:groups:undo-ways-fix": (A_VERSION, of_the_group(405, 302, IN_IT)),
    "portal:groups:yes-down": (A_VERSION | {"person": "sol"}, of_the_group(200, 200, {"member"})),
    "portal:groups:ways-not-reached": (A_VERSION | {"person": "sol"}, of_the_group(405, 302, KEEPERS)),
    "portal:groups:open-vote": ({"pk": "today", "item": "item"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:decision": ({"pk": "today", "item": "item"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:still-think": ({"pk": "decision"}, of_the_group(200, 200, IN_IT, known=IN_IT)),
    "portal:groups:look-again": ({"pk": "decision", "meeting": "today"}, of_the_group(405, 302, IN_IT, known=IN_IT)),
    "portal:groups:vote": ({"pk": "vote"}, of_the_group(200, 405, IN_IT, known=IN_IT)),
    "portal:groups:cast": ({"pk": "vote"}, of_the_group(405, 200, IN_IT, known=IN_IT)),
    "portal:groups:close-vote": ({"pk": "vote"}, of_the_group(200, 200, IN_IT, known=IN_IT)),
    "portal:groups:call-off-vote": ({"pk": "vote"}, of_the_group(405, 302, IN_IT, known=IN_IT)),
    "portal:groups:count-paper": ({"pk": "vote"}, of_the_group(200, 200, IN_IT, known=IN_IT)),
    # Sol has counted the papers, so Mina counts them too.
    "portal:groups:check-paper": ({"pk": "vote"}, of_the_group(200, 200, {"member"}, known=IN_IT)),
}

MATRIX |= {
    "portal:groups:actions": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:meetings": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:log": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:decisions-file": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:actions-file": (A_GROUP, of_the_group(200, 405, IN_IT)),
    "portal:groups:outcome": ({"pk": "minute"}, of_the_group(200, 200, IN_IT, known=IN_IT)),
    "portal:groups:declare": ({"pk": "today"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:hear-view": ({"pk": "today", "item": "item"}, of_the_group(200, 200, IN_IT)),
    # Sol was at the one that is approved, and Mina was not.
    "portal:groups:correct-minutes": ({"pk": "approved"}, of_the_group(200, 200, {"superuser"})),
}

# Papers. Sol brought one to today's meeting; everybody in the group reads it by now.
A_PAPER = {"pk": "paper"}
MATRIX |= {
    "portal:groups:say-beforehand": ({"pk": "item to come"}, of_the_group(200, 200, IN_IT_AND_CORA, IN_IT_AND_CORA)),
    "portal:groups:easy-read": ({"pk": "today"}, of_the_group(200, 405, IN_IT_AND_CORA)),
    "portal:groups:write-easy-read": ({"pk": "today"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:add-paper": ({"pk": "today"}, of_the_group(200, 200, IN_IT)),
    "portal:groups:paper": (A_PAPER, of_the_group(200, 405, IN_IT, known=IN_IT)),
    "portal:groups:take-paper-back": (A_PAPER, of_the_group(405, 302, {"superuser"}, known=IN_IT)),
}

# For everybody: Mina put words forward, of a meeting that Sol was at, too; words from before are out.
A_PUBLIC = {"pk": "public"}
MATRIX |= {
    "portal:groups:in-public": (A_PUBLIC, of_the_group(200, 405, IN_IT)),
    "portal:groups:write-public": (A_PUBLIC, of_the_group(200, 200, IN_IT)),
    "portal:groups:write-public-easy-read": (A_PUBLIC, of_the_group(200, 200, IN_IT)),
    "portal:groups:yes-to-public": (A_PUBLIC | {"number": "public version"}, of_the_group(405, 302, {"superuser"})),
    "portal:groups:ask-other-words": (A_PUBLIC | {"number": "public version"}, of_the_group(200, 200, {"superuser"})),
    "portal:groups:take-public-down": (A_PUBLIC, of_the_group(405, 302, IN_IT)),
    "portal:groups:named": (A_GROUP, of_the_group(200, 200, IN_IT)),
}
MATRIX |= {
    "portal:groups:show-outside": (A_GROUP, of_the_group(405, 302, KEEPERS)),
    "portal:groups:hide-outside": ({"pk": "shown group"}, of_the_group(405, 302, IN_IT_AND_CORA, known=IN_IT_AND_CORA)),
}
PUBLIC |= {
    "get-involved:groups": ({}, {"GET": {200: EVERYBODY}, "POST": {405: EVERYBODY}}),
    "get-involved:group": ({"pk": "shown group"}, {"GET": {200: EVERYBODY}, "POST": {405: EVERYBODY}}),
    "get-involved:minutes": (
        {"pk": "group", "meeting": "public"},
        {"GET": {200: EVERYBODY}, "POST": {405: EVERYBODY}},
    ),
}

# Suggestions. Olu made these, to Mina's group: he sees how they stand, and those in the group decide. Coordinators know
# of all, decide about those of no group, and pass on. One that waits for a talk is for whoever looks after the group.
KNOW_IT = IN_IT | {"coordinator", "outsider"}
KNOW_OF_THE_TALK = {"member", "coordinator", "outsider"}
FREE, MINE, TO_TALK = {"pk": "proposal"}, {"pk": "proposal taken"}, {"pk": "proposal to talk about"}


def of_whoever_decides(get, post, has_it=frozenset({"member"}), known=KNOW_IT, decide=IN_IT):
    """The form is open to whoever has it; what others in the group send comes back with a sentence."""
    others = {404: INSIDE - known, 403: known - has_it}
    return {
        "GET": {SIGN_IN: OUTSIDE, get: set(has_it)} | {answer: who for answer, who in others.items() if who},
        "POST": {SIGN_IN: OUTSIDE, 404: INSIDE - known, 403: known - decide, post: decide},
    }


MATRIX |= {
    "portal:groups:suggestions": ({}, inside(200, 405)),
    "portal:groups:suggest": ({}, inside(200, 200)),
    "portal:groups:suggest-to": (A_GROUP, of_the_group(200, 200, KNOW_THE_GROUP)),
    "portal:groups:suggestion-down": ({}, coordinators(200, 422)),
    "portal:groups:suggestion": (
        FREE,
        of_the_group(200, 405, KNOW_IT, KNOW_IT),
    ),
    "portal:groups:take-suggestion": (FREE, of_the_group(405, 302, IN_IT, KNOW_IT)),
    "portal:groups:take-over-suggestion": (MINE, of_the_group(405, 302, IN_IT, KNOW_IT)),
    "portal:groups:note-talk": (
        TO_TALK,
        of_whoever_decides(200, 422, known=KNOW_OF_THE_TALK, decide={"member"}),
    ),
    "portal:groups:pass-on-suggestion": (MINE, of_the_group(200, 422, KEEPERS, KNOW_IT)),
    "portal:groups:bring-suggestion": (MINE, of_whoever_decides(200, 422)),
    "portal:groups:answer-suggestion": (MINE, of_whoever_decides(200, 422)),
    "portal:groups:take-suggestion-back": (
        MINE,
        of_the_group(405, 302, {"member", "outsider"}, KNOW_IT),
    ),
}

# Stories. Mina tells one that is on its way: Sol writes it with her, superuser or not, Wes reads it with fresh eyes,
# Olu is asked. Another of theirs is on the site, and one she took down. Cora coordinates: to her none of them exists.
MAKE_IT = {"member", "superuser"}
TAKE_PART = MAKE_IT | {"writer"}
KNOW_THE_STORY = TAKE_PART | {"outsider"}
A_STORY, A_PAGE_OF_IT = {"pk": "story"}, {"pk": "story", "page": "story page"}
THEIR_SEAT, SOMEBODY_ELSE = {"pk": "seat of sol"}, {"pk": "somebody else"}
ASKED_SEAT, A_RECORDING = {"pk": "seat of olu"}, {"pk": "recording"}


WRITE_IT = {"member", "writer"}
A_ROLE, A_NEED = {"pk": "written role"}, {"pk": "need"}
ROLE_WORDS = A_ROLE | {"number": "role version"}


def _by_method(get, post, others):
    return {method: {SIGN_IN: OUTSIDE} | others(answer) for method, answer in (("GET", get), ("POST", post))}


def of_the_role(get, post, may=WRITE_IT):
    """Everybody knows of it."""
    refused = {403: INSIDE - may} if INSIDE - may else {}
    return _by_method(get, post, lambda answer: refused | {answer: may})


def of_a_role_seat(get, post):
    known = WRITE_IT | {"outsider"}
    return _by_method(get, post, lambda answer: {404: INSIDE - known, 403: known - WRITE_IT, answer: WRITE_IT})


def of_mina_who_writes(get, post):
    """By Wes. Whoever is asked for a page that shows nothing is not asked about whom."""

    def others(answer):
        nobody = {} if answer == 405 else {404: {"member"}}
        return {403: INSIDE - WRITE_IT} | nobody | {answer: WRITE_IT if answer == 405 else {"writer"}}

    return _by_method(get, post, others)


def of_the_story(get, post, who=MAKE_IT, known=KNOW_THE_STORY):
    return of_the_group(get, post, who, known)


MATRIX |= {
    # Roles. Mina and Wes write this one; Olu is asked, and everybody reads it.
    "portal:roles:list": ({}, inside(200, 405)),
    "portal:roles:start": ({}, inside(200, 200)),
    "portal:roles:role": (A_ROLE, of_the_role(200, 405, INSIDE)),
    "portal:roles:promise": ({}, coordinators(200, 200)),
    "portal:roles:print": (A_ROLE, of_the_role(200, 405, INSIDE)),
    "portal:roles:write-easy-read": (A_ROLE, of_the_role(200, 200)),
    "portal:roles:explain": (A_ROLE, of_the_role(200, 200)),
    "portal:roles:rename": (A_ROLE, of_the_role(200, 200)),
    "portal:roles:history": (A_ROLE, of_the_role(200, 405, INSIDE)),
    "portal:roles:be-called": (A_ROLE, of_the_role(200, 200)),
    "portal:roles:set-aside": (A_ROLE, of_the_role(405, 302)),
    "portal:roles:bring-back": ({"pk": "role set aside"}, of_the_role(405, 302)),
    "portal:roles:write-section": (A_ROLE | {"section": "section"}, of_the_role(200, 200)),
    "portal:roles:add-need": (A_ROLE, of_the_role(200, 200)),
    "portal:roles:ideas": (A_ROLE, of_the_role(200, 405)),
    "portal:roles:change-need": (A_NEED, of_the_role(200, 200)),
    "portal:roles:questions": (A_NEED, of_the_role(200, 200)),
    "portal:roles:scores": (A_NEED, of_the_role(200, 200)),
    "portal:roles:remove-need": (A_NEED, of_the_role(200, 200)),
    "portal:roles:move-up": (A_NEED, of_the_role(405, 302)),
    "portal:roles:ask": (A_ROLE, of_the_role(200, 200)),
    "portal:roles:answer": (A_ROLE, of_the_role(200, 200, {"outsider"})),
    "portal:roles:leave": (A_ROLE, of_the_role(200, 200)),
    # Who is asked, those know who write it, and whoever is.
    "portal:roles:answer-down": ({"pk": "role seat of olu"}, of_a_role_seat(200, 200)),
    "portal:roles:ask-no-longer": ({"pk": "role seat of olu"}, of_a_role_seat(405, 302)),
    "portal:roles:say": (A_ROLE, of_the_role(200, 200, INSIDE)),
    "portal:roles:say-on": (A_ROLE | {"section": "section"}, of_the_role(200, 200, INSIDE)),
    "portal:roles:answer-remark": ({"pk": "remark"}, of_the_role(200, 200)),
    "portal:roles:take-remark-back": ({"pk": "remark"}, of_the_role(405, 302, {"coordinator"})),
    "portal:roles:put-forward": (A_ROLE, of_the_role(200, 200)),
    "portal:roles:agree": (A_ROLE, of_the_role(200, 405, INSIDE)),
    "portal:roles:say-yes": (ROLE_WORDS, of_the_role(405, 302)),
    "portal:roles:both-sides-said-yes": (ROLE_WORDS, of_the_role(405, 302)),
    "portal:roles:take-yes-back": (ROLE_WORDS, of_the_role(405, 302)),
    "portal:roles:undo-fix": (ROLE_WORDS, of_the_role(405, 302)),
    # Of Mina, by Wes: nobody writes a yes of their own down.
    "portal:roles:yes-down": (ROLE_WORDS | {"person": "mina"}, of_mina_who_writes(200, 200)),
    "portal:roles:not-reached": (ROLE_WORDS | {"person": "mina"}, of_mina_who_writes(405, 302)),
    "portal:stories:list": ({}, inside(200, 405)),
    "portal:stories:start": ({}, inside(200, 200)),
    "portal:stories:story": (A_STORY, of_the_story(200, 405, KNOW_THE_STORY)),
    "portal:stories:preview": (A_PAGE_OF_IT, of_the_story(200, 405, TAKE_PART)),
    "portal:stories:ask": (A_STORY, of_the_story(200, 200)),
    "portal:stories:answer": (A_STORY, of_the_story(200, 200, {"outsider"})),
    "portal:stories:allow": (A_STORY, of_the_story(200, 200)),
    "portal:stories:allow-else": (A_STORY, of_the_story(200, 200)),
    "portal:stories:agree": (A_PAGE_OF_IT, of_the_story(200, 200)),
    # Of Sol: by Mina. Nobody writes a yes of their own down.
    "portal:stories:agree-down": (
        A_PAGE_OF_IT | {"seat": "seat of sol"},
        {
            method: {SIGN_IN: OUTSIDE, 404: {"coordinator", "superuser"}, 403: {"writer", "outsider"}, 200: {"member"}}
            for method in ("GET", "POST")
        },
    ),
    "portal:stories:agree-else": (A_PAGE_OF_IT | {"consent": "somebody else"}, of_the_story(200, 200)),
    "portal:stories:take-yes-back": (A_PAGE_OF_IT, of_the_story(405, 302)),
    "portal:stories:put-back": (A_PAGE_OF_IT, of_the_story(405, 302)),
    "portal:stories:look": (A_PAGE_OF_IT, of_the_story(200, 200, {"writer"})),
    # Here on the page that it was told on, which has no sentences: they are told so.
    "portal:stories:translate": (A_PAGE_OF_IT, of_the_story(405, 302)),
    "portal:stories:about": (A_STORY, of_the_story(200, 200)),
    "portal:stories:trust": (A_STORY, of_the_story(200, 200)),
    "portal:stories:trust-no-longer": (A_STORY | {"locale": "english"}, of_the_story(405, 302)),
    "portal:stories:take-down": ({"pk": "story out"}, of_the_story(200, 200, {"member"}, known=TAKE_PART)),
    "portal:stories:bring-back": ({"pk": "story down"}, of_the_story(405, 302, {"member"}, known=TAKE_PART)),
    "portal:stories:delete": ({"pk": "story down"}, of_the_story(200, 200, {"member"}, known=TAKE_PART)),
    "portal:stories:use-editor": (A_STORY, of_the_story(200, 200)),
    # Nobody here uses it.
    "portal:stories:leave-editor": ({}, inside(403, 403)),
    "portal:stories:leave": (A_STORY, of_the_story(200, 200, TAKE_PART)),
    "portal:stories:add-recording": (A_STORY, of_the_story(200, 200)),
    # Whoever reads it with fresh eyes, or is only asked, hears nothing.
    "portal:stories:recording": (A_RECORDING, of_the_story(200, 405, known=MAKE_IT)),
    # Mina recorded it, and it is hers.
    "portal:stories:take-recording-away": (A_RECORDING, of_the_story(405, 302, {"member"}, known=MAKE_IT)),
    "portal:stories:answer-down": (ASKED_SEAT, of_the_story(200, 200)),
    "portal:stories:ask-no-longer": (ASKED_SEAT, of_the_story(405, 302)),
    # What Sol allows: told to Mina.
    "portal:stories:allow-down": (THEIR_SEAT, of_the_story(200, 200, {"member"})),
    "portal:stories:change-else": (SOMEBODY_ELSE, of_the_story(200, 200, known=MAKE_IT)),
    "portal:stories:end-else": (SOMEBODY_ELSE, of_the_story(200, 200, known=MAKE_IT)),
}

# Open roles. Mina and Wes agreed to one; another of theirs is open, and Cora looks after it.
AN_OPEN_ROLE, BY_CODE = {"pk": "open role"}, {"code": "application code"}
MATRIX |= {
    "portal:roles:open": ({"pk": "agreed role"}, of_the_role(200, 200)),
    "portal:roles:correct": (AN_OPEN_ROLE, of_the_role(200, 200, WRITE_IT | {"coordinator"})),
    "portal:roles:end-vacancy": (AN_OPEN_ROLE, of_the_role(200, 200, {"coordinator"})),
    "portal:roles:look-after": (AN_OPEN_ROLE, of_the_role(405, 302, {"coordinator"})),
}


def of_an_application(get, post):
    """Cora's alone; nobody else learns whether there is one."""
    return of_the_group(get, post, {"coordinator"}, known={"coordinator"})


AN_APPLICATION = {"pk": "application"}
MATRIX |= {
    "portal:roles:applications": (AN_OPEN_ROLE, of_an_application(200, 405)),
    "portal:roles:application-down": (AN_OPEN_ROLE, of_an_application(200, 200)),
    "portal:roles:upload-applications": (AN_OPEN_ROLE, of_an_application(200, 200)),
    "portal:roles:application-who": (AN_APPLICATION, of_an_application(200, 200)),
    "portal:roles:application": (AN_APPLICATION, of_an_application(200, 405)),
    "portal:roles:read-code": (AN_APPLICATION, of_an_application(405, 200)),
    "portal:roles:new-code": (AN_APPLICATION, of_an_application(405, 200)),
    "portal:roles:application-answer": (AN_APPLICATION | {"number": "need number"}, of_an_application(200, 200)),
    "portal:roles:application-needs": (AN_APPLICATION, of_an_application(200, 200)),
    "portal:roles:arrange": (AN_APPLICATION, of_an_application(200, 200)),
    "portal:roles:send-for": (AN_APPLICATION, of_an_application(405, 302)),
    "portal:roles:open-again-for": (AN_APPLICATION, of_an_application(405, 302)),
    "portal:roles:take-back-for": (AN_APPLICATION, of_an_application(200, 200)),
    "portal:roles:hide-names": (AN_APPLICATION, of_an_application(200, 200)),
    "portal:roles:hide-by-hand": ({"pk": "answer"}, of_an_application(200, 200)),
    "portal:roles:application-file": ({"pk": "answer file"}, of_an_application(200, 405)),
    "portal:roles:pass-file-on": ({"pk": "answer file"}, of_an_application(405, 302)),
    "portal:roles:keep-file-back": ({"pk": "answer file"}, of_an_application(405, 302)),
    "portal:roles:copy-application": (AN_APPLICATION, of_an_application(200, 200)),
    "portal:roles:keep-longer": (AN_APPLICATION, of_an_application(200, 200)),
    "portal:roles:keep-no-longer": ({"pk": "application kept"}, of_an_application(405, 302)),
    "portal:roles:keeping": ({}, of_an_application(200, 405)),
    "portal:roles:counts": (AN_OPEN_ROLE, of_an_application(200, 405)),
}


def for_everybody(get, post):
    """Also where a code is asked for: whoever has it has no account."""
    return {"GET": {get: EVERYBODY}, "POST": {post: EVERYBODY}}


PUBLIC |= {
    "get-involved:vacancies": ({}, for_everybody(200, 405)),
    "get-involved:vacancies-feed": ({}, for_everybody(200, 200)),
    "get-involved:vacancies-dates": ({}, for_everybody(200, 405)),
    "get-involved:vacancy": (AN_OPEN_ROLE, for_everybody(200, 405)),
    "get-involved:vacancy-dates": (AN_OPEN_ROLE, for_everybody(200, 405)),
    "get-involved:apply": (AN_OPEN_ROLE, for_everybody(200, 422)),
    "get-involved:type-code": ({}, for_everybody(200, 422)),
    "get-involved:lost-code": ({}, for_everybody(200, 422)),
    "get-involved:application": (BY_CODE, for_everybody(200, 405)),
    "get-involved:write-answer": (BY_CODE | {"need": "asked need"}, for_everybody(200, 422)),
    "get-involved:add-file": (BY_CODE | {"need": "asked need"}, for_everybody(200, 422)),
    "get-involved:answer-file": (BY_CODE | {"pk": "answer file"}, for_everybody(200, 405)),
    "get-involved:take-file-away": (BY_CODE | {"pk": "answer file"}, for_everybody(405, 302)),
    "get-involved:what-helps": (BY_CODE, for_everybody(200, 422)),
    "get-involved:helper": (BY_CODE, for_everybody(200, 422)),
    "get-involved:no-helper": (BY_CODE, for_everybody(405, 302)),
    "get-involved:check-answers": (BY_CODE, for_everybody(200, 405)),
    "get-involved:send-application": (BY_CODE, for_everybody(405, 302)),
    "get-involved:change-application": (BY_CODE, for_everybody(405, 302)),
    "get-involved:take-application-back": (BY_CODE, for_everybody(200, 200)),
    "get-involved:copy-application": (BY_CODE, for_everybody(405, 200)),
    "get-involved:equality": (BY_CODE, for_everybody(200, 422)),
}
