"""What pages say in many languages that is not their article: labels, appeals, walls.

Each table maps a language (or "any") to alternatives of a regular expression, which
`any_of` joins. They are matched without regard to case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Phrases = dict[str, tuple[str, ...]]


def any_of(phrases: Mapping[str, tuple[str, ...]]) -> str:
    """Return one group that matches any phrase of any language."""
    return f"(?:{'|'.join(text for texts in phrases.values() for text in texts)})"


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern that knows neither case nor lines."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


# Lines that stand alone between paragraphs.
ALONE: Phrases = {
    "en": (
        r"adverts?", r"advertisements?", r"advertising", r"sponsored(?: content)?", r"comments?",
        r"leave a (?:comment|reply)", r"share(?: (?:this|it)(?: \w+)?| on \w+)?", r"tweet",
        r"sharing is caring", r"print", r"e-?mail", r"close", r"read more", r"sign up",
        r"continue reading(?: below)?", r"(?:story|article) continues below(?: advertisement)?",
        r"scroll to continue(?: with content)?", r"skip advertisement", r"subscribe(?: now)?",
        r"view (?:gallery|comments)", r"(?:load|show) more", r"tell us what you think",
        r"also on [\w. -]{2,30}:?.{0,120}",
        r"(?:like|enjoy(?:ed|ing)?) this (?:story|article)\?.{0,60}",
        r"media playback is (?:unsupported|not supported).{0,30}",
    ),
    "de": (r"anzeige", r"werbung", r"kommentare?", r"teilen"),
    "fr": (r"publicité", r"commentaires?", r"partager"),
    "es": (r"publicidad", r"comentarios?", r"compartir"),
    "pt": (r"publicidade", r"compartilhe?"),
    "it": (r"pubblicità", r"condividi"),
    "nl": (r"advertentie",),
    "pl": (r"reklama",),
    "ru": (r"реклама",),
}  # fmt: skip

# Shortcodes that a plug-in of the site should have replaced.
SHORTCODE = r"\[/\w+\]|\[\w+ [^\]]*=[^\]]*\](?:.{0,80}\[/\w+\])?|\[(\w+)\].{0,80}\[/\1\]"

# What leads to other articles.
LABELS: Phrases = {
    "en": (
        r"related(?: (?:articles?|stor(?:y|ies)|news|posts?|links?|topics?|content|coverage))?",
        r"see (?:also|more)", r"(?:also )?read(?: (?:also|more|next|this))?", r"up next",
        r"more (?:on this|from|stories)", r"recommended(?: for you)?", r"don[\u2019']?t miss",
        r"(?:most|must) (?:read|popular|viewed)", r"trending",
        r"(?:you )?(?:may|might) (?:also )?like", r"editor[\u2019']?s[\u2019']? picks?",
    ),
    "de": (
        r"(?:lesen|sehen) sie (?:auch|dazu)", r"mehr zum thema", r"auch interessant", r"siehe auch",
        r"lies auch",
    ),
    "fr": (r"(?:à )?(?:lire|voir) (?:aussi|également)", r"sur le même (?:sujet|thème)"),
    "es": (r"(?:lee|lea|vea|ver|te puede interesar|mira) (?:también|además)",
           r"noticias relacionadas"),
    "pt": (r"(?:leia|veja|confira|saiba) (?:também|mais)",),
    "it": (r"leggi anche", r"potrebbe interessarti"),
    "nl": (r"lees ook", r"zie ook"),
    "pl": (r"(?:czytaj|zobacz|sprawdź) (?:też|także|również)",),
    "sv": (r"läs (?:också|även|mer)",),
    "ru": (r"(?:читайте|смотрите) также", r"по теме"),
    "ja": (r"関連記事", r"(?:あわ|合わ)せて読みたい"),
    "zh": (r"相关(?:阅读|新闻|文章)", r"延伸閱讀"),
    "ko": (r"관련 ?기사",),
}  # fmt: skip

# Headings of a section that leads to other articles of the same work.
SECTIONS: Phrases = {
    "en": (r"see also",),
    "de": (r"siehe auch",),
    "fr": (r"voir aussi",),
    "es": (r"véase también",),
    "pt": (r"ver também",),
    "it": (r"voci correlate",),
    "nl": (r"zie ook",),
    "pl": (r"zobacz też",),
    "sv": (r"se även",),
    "ru": (r"см\. также",),
}  # fmt: skip

# What a site asks its readers to do, and with what.
ASKING: Phrases = {
    "en": (
        r"sign up", r"subscribe", r"get", r"download", r"follow", r"join", r"like us", r"register",
        r"support us", r"(?:click|tap) here",
    ),
    "de": (r"folge\w*", r"abonnier\w+"),
    "fr": (r"suivez", r"abonnez", r"inscrivez", r"télécharge\w+"),
    "es": (r"s[ií]gue\w*", r"suscr[ií]be\w*", r"descarg\w+"),
    "pt": (r"siga", r"inscreva", r"assine", r"baixe", r"curta"),
    "it": (r"seguici", r"iscriviti", r"abbonati", r"scarica"),
    "nl": (r"volg ons",),
    "ru": (r"подпис\w+", r"следите"),
}  # fmt: skip
PLACES = r"(?:twitter|facebook|instagram|youtube|linkedin|telegram|whatsapp|tiktok|google news)"
ASKED: Phrases = {
    "any": (PLACES, r"podcasts?", r"apps?", r"canal", r"kanal"),
    "en": (
        r"newsletters?", r"inbox", r"(?:by|your) e-?mail", r"updates", r"channel", r"magazine",
        r"alerts?", r"free trial", r"issues?", r"subscri\w+",
    ),
    "others": (r"abonn\w+", r"suscri\w+", r"assin\w+", r"рассылк\w+"),
}  # fmt: skip
CLICK: Phrases = {
    "en": (r"(?:click|tap) here",),
    "others": (r"klicken sie hier", r"cliquez ici", r"(?:haz clic|clique) aqu[ií]", r"clicca qui"),
}

# What stands between title and text.
DATED: Phrases = {
    "en": (r"(?:first |last )?(?:updated|published|posted|modified)\b", r"reading time\b",
           r"\d+ min(?:ute)?s? read\b"),
    "de": (r"(?:zuletzt )?aktualisiert\b", r"veröffentlicht\b", r"lesezeit\b"),
    "fr": (r"publié\b", r"mis à jour\b", r"temps de lecture\b"),
    "es": (r"(?:publicado|actualizado)\b", r"tiempo de lectura\b"),
    "pt": (r"atualizado\b", r"tempo de leitura\b"),
    "it": (r"pubblicato\b", r"tempo di lettura\b"),
    "ru": (r"опубликовано\b", r"время (?:чтения|на чтение)\b"),
    "signed": (r"(?:by|von|par|por|di|door|автор:?) (?!the |de[rmn]? |las? )\w",),
}  # fmt: skip

# Walls: what a page says to those who may not read on.
SUBSCRIBERS: Phrases = {
    "en": (
        r"subscri(?:be|ption) (?:now |today )?(?:to|for) (?:continue|read|unlock|full|unlimited)",
        r"subscribers?[ -]only",
        r"(?:exclusive(?:ly)?|only|reserved) (?:for|to) (?:our |paying )?(?:subscribers|members)",
        r"already (?:a )?(?:subscriber|subscribed)", r"to (?:continue|keep) reading",
        r"(?:log|sign) in to (?:continue|read)",
        r"create (?:a |your )?(?:free )?account to (?:continue|read)",
    ),
    "de": (
        r"(?:jetzt|hier) weiterlesen", r"nur für abonnent", r"(?:schon|bereits) abonnent",
        r"(?:artikel|inhalt)\w* (?:ist )?(?:nur )?(?:mit|für) (?:\w+ )?abo",
        r"mit (?:\w+ )?abo (?:weiter)?lesen",
    ),
    "fr": (
        r"réservée?s? (?:aux|à nos) abonnés", r"(?:déjà|vous êtes) abonné",
        r"abonnez-vous pour (?:lire|continuer)", r"il vous reste \d+ ?% de cet article",
    ),
    "es": (r"(?:solo|exclusivo|sólo) para (?:suscriptores|socios)",
           r"suscríbe(?:te|se) para (?:seguir|continuar|leer)"),
    "pt": (r"(?:exclusiv[oa]|conteúdo|matéria) para assinantes",
           r"assine para (?:ler|continuar)"),
    "it": (r"(?:riservato|solo) (?:agli|per gli) abbonati",
           r"abbonati per (?:leggere|continuare)"),
    "nl": (r"alleen voor abonnees", r"(?:log in|abonneer) om (?:verder|door) te lezen"),
    "pl": (r"tylko dla (?:subskrybentów|prenumeratorów)",),
    "ru": (r"(?:для|по) подписчик", r"оформите подписку"),
    "ja": (r"会員限定", r"有料会員", r"この記事は有料"),
    "zh": (r"(?:订阅|訂閱)(?:后|後|以)",),
    "ko": (r"구독자 전용",),
}  # fmt: skip
_SCRIPT = r"java ?script"
SCRIPTED: Phrases = {
    "en": (
        rf"(?:enable|turn on|activate|allow|requires?|needs?|without|support) (?:\w+ )?{_SCRIPT}",
        rf"{_SCRIPT} (?:is |must be |to be )?(?:not )?(?:disabled|required|enabled|off\b)",
    ),
    "de": (
        rf"{_SCRIPT} (?:\w+ ){{0,3}}(?:aktivier|einschalt|deaktiviert|erforderlich|benötigt)",
        rf"(?:aktivier|benötig|erforder)\w* (?:\w+ ){{0,3}}{_SCRIPT}",
    ),
    "romance": (
        rf"(?:activ|habilit|ativ|attiv|permit)\w* (?:\w+ ){{0,3}}{_SCRIPT}",
        rf"{_SCRIPT} (?:\w+ ){{0,3}}d[ei]s[ah]\w*",
    ),
    "nl": (rf"{_SCRIPT} (?:\w+ ){{0,3}}(?:uitgeschakeld|inschakelen)",),
    "ru": (rf"включите {_SCRIPT}", rf"{_SCRIPT} (?:отключ|выключ)"),
    "ja": (rf"{_SCRIPT} ?(?:を有効|が無効)",),
    "zh": (rf"(?:启用|啟用) ?{_SCRIPT}",),
}  # fmt: skip
