"""The sentences that the program says, and the {fields} it fills in each: the contract with the language packs.

A sentence with a field ``count`` may have one form for each plural category. `tests/answers/test_fields.py` compares
this table with the program.
"""

from __future__ import annotations

_NAMES_BY_FIELDS = {
    # names of things
    "program year": "edition since-short",
    "program year part": "edition-part",
    "city country": "place",
    "honorific name": "person",
    "name about": "visit",
    "name official": "official",
    "first second": "together",
    # what was wrong in the question
    "": "yes no",
    "wrong": "not-place not-month",
    "organisation": "not-organiser",
    # editions
    "edition dates": "when-past when-now when-future when-item when-item-unknown latest-was",
    "edition year": "when-unknown",
    "program year dates": "since",
    "edition count dates": "duration duration-future duration-item selected-first selected-latest selected-previous "
    "selected-following selected-longest selected-shortest",
    "edition places": "where where-future where-item",
    "edition places venue": "where-venue where-venue-future",
    "program places": "where-program",
    "edition dates places": "editions-item next",
    "count program": "count-editions",
    "count": "count-editions-all",
    "title": "title",
    # organisers
    "edition organisers": "organisers organisers-future",
    "edition organisers partners": "organisers-partners organisers-partners-future",
    "program organisers": "organisers-program",
    "program organisers partners": "organisers-partners-program",
    "program partners": "partners-program",
    # people
    "edition participants involved makeup count": "people people-over people-involved",
    "edition count places": "countries countries-some cities",
    "place editions": "participants-none attended-not attended-not-some attended-else",
    "place edition people count": "participants-from",
    "edition people count": "attended took-part",
    "edition editions": "participants-only",
    "place": "attended-never office-no",
    "person about": "person-about",
    "person email": "person-contact contact-item",
    "person about year text behalf": "testimonial testimonial-for",
    # topics and visits
    "edition": "topics topics-some visits participants participants-some summary",
    "edition dates titles": "covered-item",
    "editions": "covered-not common-topics common-topics-none returning returning-none attended-also",
    "program": "visits-program format",
    "visits edition dates": "visited",
    # parts of a summary
    "dates": "summary-when",
    "places": "summary-where",
    "organisers": "summary-organisers",
    "participants": "summary-people",
    # applications, offices, news
    "edition count opens closes": "apply-opens apply-open apply-today apply-closed",
    "opens closes": "link-opens link-open link-today link-closed",
    "edition link": "link-of",
    "office": "office-yes",
    "title date": "news",
    # what leads a list
    " ": "when-many duration-many where-many selected-longest-many selected-shortest-many covered-any contacts "
    "news-many "
    "apply-requirements editions programs offices",
}
"""Fields -> the templates that are given them, both by white space."""

_PHRASES_BY_FIELDS = {
    "": "greeting greeting-any chatter welcome unknown missing not-held-any no-deadline whom-to-ask suggest",
    "program editions": "not-held",
    "question": "part-unknown",
    "language languages": "foreign",
    "      ": "in-english",
    "count": "choose",
    # on Telegram
    "  ": "help help-commands choose-program choose-edition no-editions thanks none-of-these forwarded not-forwarded "
    "forwarded-many "
    "staff-question staff-how staff-sent staff-not-sent staff-answers language-choose language-auto language-set-auto "
    "subscribe-choose subscribe-all unsubscribed settings-none settings-all privacy my-data my-data-none forgotten "
    "sources staff-edited staff-edit-lost staff-sends staff-not-listed staff-nobody only-text "
    "question-too-fast trouble outdated no-command",
    "   ": "command-start command-help command-programs command-dates command-topics command-apply command-contact "
    "command-language command-subscribe command-unsubscribe command-settings command-privacy command-my_data "
    "command-forget_me",
    "    ": "button-back button-more button-topics button-participants button-visits button-organisers button-apply "
    "button-helpful button-not-helpful button-none button-forward button-calendar "
    "button-sources button-hide-sources",
    "name": "chosen",
    "update": "staff-trouble",
    "number count": "page-of",
    "title date": "source-dated",
    "source link": "source-linked",
    "language": "language-set",
    "language programs": "settings",
    "command description": "command-item",
    # in groups and in inline mode
    "     ": "command-ask group-sees-asked group-sees-all group-admins group-privacy group-private group-too-much "
    "group-only-admins group-saved group-settings-who group-mode-asked group-mode-off group-topic-any "
    "group-topic-here group-topic-other group-read-all group-ask-there group-refused staff-moved button-mode-asked "
    "button-mode-off "
    "button-topic-any button-topic-here inline-ask-there inline-read-more bot-description bot-short-description",
    "bot": "group-how group-welcome group-promoted group-demoted",
    "language mode": "group-settings",
    # questions that the bot offers
    "subject": "ask-when ask-where ask-duration ask-organisers ask-count-people ask-participants ask-topics ask-visits "
    "ask-about",
    " ": "ask-next ask-programs ask-apply ask-contact ask-testimonials ask-offices ask-hosting ask-functions "
    "ask-seeking ask-benefits",
}
"""Likewise of the bot's own sentences."""

TEAM = "team-"
"""How the names of the sentences begin that the team alone is told; they are there in English only."""

_TEAM_BY_FIELDS = {
    "count": "team-refused team-more-problems team-more-values team-faulty team-more-mistakes "
    "team-and-more team-more-answers team-findings team-more-findings team-button-sure "
    "team-edit-more team-inbox team-ignored team-answer-write team-answer-lost "
    "team-answer-failed team-answer-check team-button-send team-answer-sent",
    "reason": "team-unreadable team-unwell team-not-tried team-not-published team-edit-refused team-type-wrong",
    "version since": "team-serving",
    "version": "team-mended team-published team-published-soon",
    "version since by": "team-version",
    "": "team-by-start team-by-files team-well team-knowledge team-archive team-button-all "
    "team-not-writable team-not-from-files team-upload-which team-changed-since team-layout "
    "team-trying team-yours team-together team-collides team-faulty-how team-faulty-anew "
    "team-blind team-kind-regression team-kind-lost team-kind-changed team-kind-gained "
    "team-tests-how team-noting team-button-fit team-wipes-sure team-button-publish "
    "team-button-anyway team-button-cancel team-button-again team-cancelled team-history "
    "team-history-none team-source-upload team-source-edit team-source-inbox "
    "team-source-undo team-button-undo team-undo-now team-button-undo-now team-edit "
    "team-edit-which team-edit-less team-edit-no-phrasings team-edit-meanwhile "
    "team-button-entries team-button-editions team-button-windows team-button-kinds "
    "team-button-before team-button-after team-field-answer team-field-phrasing "
    "team-field-dates team-field-start team-field-end team-field-window team-field-opens "
    "team-field-closes team-field-link team-type-text team-type-phrasing team-type-day "
    "team-type-days team-type-window team-type-moment team-type-link team-cancel-none "
    "team-inbox-empty team-miss-offered team-miss-wordings team-button-answer "
    "team-button-ignore team-button-back team-answer-nobody team-answer-done "
    "team-button-unsend team-answer-dropped team-reply-late team-digest-misses "
    "team-digest-lacking team-digest-due team-digest-windows team-digest-again "
    "team-chart-title team-chart-answered team-chart-missed team-button-attach "
    "team-button-new-entry team-attach team-attach-none team-entry-gone team-forgotten "
    "team-help team-command-status team-command-knowledge team-command-edit "
    "team-command-cancel team-command-inbox team-command-digest team-command-history "
    "team-command-undo",
    "name": "team-by-person team-upload-kind team-edit-none team-edit-language team-button-remove",
    "seconds": "team-silent",
    "waiting aside": "team-updates",
    "name hint": "team-knowledge-none",
    "file": "team-copy team-upload-name team-old-copy team-no-label team-same team-file-new team-file-gone",
    "size most": "team-upload-big",
    "found size": "team-upload-cut",
    "name file": "team-proposal team-changed",
    "path after": "team-value-new",
    "path before": "team-value-gone",
    "path before after": "team-value-altered",
    "file by": "team-meanwhile",
    "total": "team-answers-same",
    "count total": "team-answers",
    "answer": "team-was team-is",
    "count languages": "team-left-behind",
    "languages": "team-noted",
    "count total file": "team-wipes",
    "number when name files how": "team-history-item team-history-undone",
    "number": "team-button-show team-button-undo-one team-miss-unknown team-miss-not-taken "
    "team-miss-not-helpful team-miss-more",
    "name path": "team-edit-field team-edit-now team-edit-nothing",
    "hint name path": "team-type",
    "questions people languages": "team-miss-counts",
    "first last": "team-miss-days",
    "entry": "team-miss-entry",
    "text language people": "team-miss-wording",
    "days": "team-digest",
    "number before people": "team-digest-asked",
    "number before": "team-digest-answered team-digest-missed",
    "text people": "team-digest-miss",
    "language people": "team-digest-language",
    "name day count": "team-digest-opens team-digest-closes",
    "text": "team-entry-answer team-entry-both",
}

_SUBSCRIBING_BY_FIELDS: dict[str, str] = {
    "": "announcements news-all news-nothing news-not-before news-here news-general news-elsewhere news-loud "
    "news-unlimited news-paused news-language-choose where-choose quiet-from zone-city most-choose pause-choose "
    "reminders-choose stopped-here left left-here returned leave-only-admins reminder-set reminder-dropped "
    "group-announcements channels-choose channels-none channel-silent channel-only-admins "
    "button-announcements button-news button-options button-quiet button-most button-language button-pause "
    "button-resume button-where button-stop button-undo button-choose button-reminders button-done button-general "
    "button-here button-lost-stop button-lost-general button-no-quiet button-other-hours button-zone "
    "button-any-number button-week button-month button-until-resumed button-leave button-remind button-reminded "
    "button-channels button-privately command-reminders command-timezone command-channels",
    "name": "announcements-in zone-which zone-like zone-unknown channel-added",
    "programs": "news-some",
    "language": "news-language",
    "hours zone": "news-quiet",
    "number": "news-most",
    "day": "news-paused-until",
    "city offset": "zone-name",
    "time": "quiet-until",
    "zone time": "quiet-choose zone-choose zone-set",
}
"""Likewise of what is chosen about announcements."""

_NEWS_BY_FIELDS = {
    "subject": "event-new event-call event-opens event-closes-14 event-closes-3 event-closes-1 "
    "event-days event-days-known event-place event-place-known event-window event-link "
    "event-updated event-results event-starts event-correction event-deadline",
    "closes": "tells-apply-by",
    "opens closes": "tells-term",
    "term": "tells-applications",
    "before": "tells-previously",
    "link": "tells-link",
    "": "tells-apply tells-no-days tells-no-place tells-no-window tells-no-link tells-no-results "
    "tells-gone tells-reminder tells-withdrawn result-participants result-topics "
    "result-visits result-testimonials result-links",
}
"""Likewise of announcements that are drafted from facts, and of reminders."""

_DRAFTING_BY_FIELDS: dict[str, str] = {
    "": "team-command-announce team-announcements-open team-type-announcement team-announce-kinds "
    "team-announce-album team-announce-media-only team-when-over team-draft-proposed "
    "team-draft-no-text team-draft-photo team-draft-asks team-draft-asks-not team-draft-sound "
    "team-draft-silent team-draft-staff-chat team-draft-pins team-draft-pins-not team-draft-now team-kind-private "
    "team-kind-groups team-kind-channels team-draft-faults team-fault-no-text team-fault-no-english "
    "team-fault-late team-fault-nobody team-draft-approved-correction team-draft-cancelled "
    "team-draft-discarded team-draft-over team-scheduled-over team-button-draft-texts "
    "team-button-draft-media team-button-draft-links team-button-draft-audience "
    "team-button-draft-when team-button-draft-silent team-button-draft-sound team-button-draft-pin "
    "team-button-draft-unpin team-button-draft-look team-button-draft-discard "
    "team-button-draft-discard-sure team-button-draft-back team-button-draft-send-media "
    "team-button-draft-drop-media team-button-draft-drop-text team-button-draft-add-link "
    "team-button-draft-asks team-button-draft-asks-not team-button-draft-type-when "
    "team-button-draft-at-once team-button-draft-again team-button-draft-cancel "
    "team-button-draft-now team-refused-markup team-refused-link team-refused-file team-refused-long "
    "team-refused-else team-go-nobody team-button-draft-look-all team-button-draft-card announcement-in-english "
    "announcement-withdrawn announcement-ask announcement-apply",
    "count": "team-when-in-minutes team-when-in-hours team-when-in-days team-draft-paused "
    "team-button-draft-go team-button-draft-schedule team-button-draft-correct "
    "team-button-draft-first",
    "count kinds languages": "team-draft-chats team-draft-chats-corrected",
    "count language": "team-preview-language team-preview-fallback",
    "day distance time weekday zone": "team-when-at",
    "day first last time zone": "team-when-twice",
    "day instead time zone": "team-when-left-out",
    "day now time zone": "team-when-past",
    "day time zone": "team-when-far",
    "file": "team-draft-file",
    "kinds": "team-draft-for-all",
    "kinds programs": "team-draft-for",
    "language letters over room": "team-announce-long team-announce-long-below",
    "language letters room": "team-fault-long team-fault-long-note",
    "language number": "team-type-announcement-text",
    "language reason why": "team-preview-refused",
    "languages": "team-draft-texts team-draft-fallback team-fault-refused team-preview-unseen",
    "languages text": "team-link-language",
    "letters room": "team-link-long",
    "letters room text": "team-link-label",
    "link text": "team-link-whole team-draft-link",
    "name": "team-draft-by team-draft-asks-about team-draft-seconded team-draft-approved team-button-draft-drop-link",
    "name number": "team-go-approved team-go-already team-go-first",
    "number": "team-type-announcement-media team-type-announcement-link team-draft-corrects team-preview-of "
    "team-go-same team-go-changed team-go-faulty",
    "number text": "team-open-draft team-open-seconded team-open-scheduled",
    "number who": "team-draft",
    "number zone": "team-type-announcement-when",
    "room": "team-link-many",
    "text": "team-link-unread team-when-no-day team-when-zone team-draft-begins",
    "text zone": "team-when-unread",
    "text zones": "team-when-zone-near",
    "when": "team-draft-when",
}
"""Likewise of announcements until they are approved, and of what stands on them."""

_PROPOSING_BY_FIELDS: dict[str, str] = {
    "": "team-origin-facts team-origin-untrue team-origin-reworded team-withdrawn-late team-withdrawn-untrue "
    "team-withdrawn-renewed team-withdrawn-gone team-fault-old",
    "when": "team-origin-until",
    "name": "team-origin-file",
    "number": "team-origin-again",
}
"""Likewise of announcements that the bot has drafted by itself."""

_ANNOUNCING_BY_FIELDS: dict[str, str] = {
    "": "team-round-private team-round-groups team-round-channels team-why-left team-why-paused "
    "team-why-enough team-why-cancelled team-why-recalled team-why-gone team-why-replaced "
    "team-why-twice team-why-unreachable team-why-no-rights team-why-no-topic "
    "team-why-refused team-why-expired team-why-moved team-why-no-answer team-why-killed "
    "team-why-unknown team-wrong-markup team-wrong-length team-wrong-empty team-wrong-link "
    "team-wrong-file team-wrong-other team-command-announcements team-rounds-none "
    "team-round-now-draft team-round-now-seconded team-round-now-discarded team-round-stale "
    "team-round-the-text team-button-round-stop team-button-round-cancel "
    "team-button-round-sure-cancel team-button-round-no team-button-round-more "
    "team-button-round-table team-button-round-table-edit team-button-round-table-recall "
    "team-button-round-correct team-button-round-recall team-button-round-all "
    "team-doubts-recalled team-doubt-private team-doubt-group team-doubt-channel "
    "team-doubt-sent-again team-doubt-counted team-correct-recalled team-correct-same "
    "team-button-recall-sure team-state",
    "chat": "team-doubt-untitled",
    "count": "team-round-seconds team-round-minutes team-round-hours team-round-doubt "
    "team-round-beyond team-round-forgotten team-rounds team-round-drop-sure "
    "team-round-cancel-sure team-doubts-again-sure team-doubts-count-sure team-recall-sure",
    "digits": "team-doubt-person",
    "list": "team-round-by-language team-round-by-kind",
    "name": "team-round-made-by",
    "names": "team-round-approved",
    "number": "team-round-sent team-round-changed team-round-taken team-round-edited team-round-counted "
    "team-round-failed team-round-uncertain team-round-skipped team-round-open "
    "team-round-pinned team-round-now-correction team-button-round-go team-button-round-now "
    "team-button-round-drop team-button-round-sure-drop team-button-round-doubts "
    "team-button-round-retry team-doubts-none team-button-doubts-again "
    "team-button-doubts-count team-button-doubts-sure-again team-button-doubts-sure-count "
    "team-correct team-correct-have team-correct-coming team-correct-uncertain "
    "team-correct-counted team-correct-moved team-recall-young team-recall-old "
    "team-recall-coming team-recall-uncertain team-recall-counted team-recall-moved "
    "team-button-recall team-state-running team-state-stopped team-state-late "
    "team-state-scheduled team-state-doubt",
    "place": "team-button-doubt-again team-button-doubt-count",
    "sent": "team-round-now-recalled",
    "time": "team-round-left",
    "when": "team-round-nobody team-round-cancelled",
    "why": "team-round-mistake",
    "words": "team-round-words",
    "count number": "team-doubts",
    "done total": "team-round-running team-round-stopped team-round-now-running team-round-now-stopped "
    "team-round-now-late",
    "left sent": "team-round-mistake-sent",
    "name number": "team-round-counted-as",
    "number state": "team-round-now-doubt",
    "number title": "team-round-send team-round-edit team-round-recall team-recall",
    "number when": "team-round-held",
    "number why": "team-round-failed-why team-round-skipped-why team-round-uncertain-why team-round-not-pinned",
    "sent total": "team-round-now-cancelled",
    "total when": "team-round-scheduled team-round-late team-round-finished team-round-now-scheduled",
    "done total when": "team-round-late-middle",
    "number state title": "team-rounds-item",
    "sent total when": "team-round-now-finished",
    "doubt failed number sent": "team-digest-announced",
    "kind language name place when why": "team-doubt",
}
"""Likewise of announcements once they are approved."""

TEMPLATE_FIELDS: dict[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for table in (
        _NAMES_BY_FIELDS,
        _PHRASES_BY_FIELDS,
        _TEAM_BY_FIELDS,
        _SUBSCRIBING_BY_FIELDS,
        _NEWS_BY_FIELDS,
        _DRAFTING_BY_FIELDS,
        _PROPOSING_BY_FIELDS,
        _ANNOUNCING_BY_FIELDS,
    )
    for fields, names in table.items()
    for name in names.split()
}
"""Name of a template or phrase -> the fields it may use."""
