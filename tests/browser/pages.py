"""Pages of our own for the browser: one whose every word is an attack, and one of a newspaper in another language."""

from __future__ import annotations

from html import escape

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = '"><img src=x onerror="document.title=\'taken\'">'
LINK = "javascript:document.title='taken'"

_HOSTILE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(SCRIPT)}</title>
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(IMAGE, quote=True)} Bridge is open">
<meta property="og:site_name" content="Gull Island {escape(SCRIPT)} Post">
<meta property="og:url" content="{escape(LINK, quote=True)}">
<meta name="author" content="{escape(IMAGE, quote=True)}">
<meta property="article:published_time" content="2031-04-02T08:00:00Z">
</head><body><article>
<h1>{escape(IMAGE)} Bridge is open</h1>
<p>GULL ISLAND - The bridge reopened on Tuesday, Mayor Ada Lind said. “{escape(SCRIPT)} The bridge is as good as
new,” Lind told reporters on the bridge.</p>
<p>The harbor board closed the bridge on March 3 after a storm. “{escape(IMAGE)} We checked every bolt,” said Nils
Rasmus {escape(SCRIPT)}, who leads the board.</p>
<p>The board said that 40 {escape(IMAGE)} people had worked on the bridge for three weeks.</p>
</article></body></html>
"""

_ELSEWHERE = """<!doctype html>
<html lang="fr-CA"><head><meta charset="utf-8">
<title>Le pont de Rive-Basse</title>
<meta property="og:type" content="article">
<meta property="og:title" content="Le pont de Rive-Basse est ouvert">
<meta property="og:site_name" content="Le Courrier de Rive-Basse">
<meta property="og:locale" content="fr_CA">
<meta property="article:published_time" content="2031-04-03T08:00:00Z">
</head><body><article>
<h1>Le pont de Rive-Basse est ouvert</h1>
<p>Le maire a parlé aux journalistes étrangers dans leur langue, et ce journal rend ses paroles telles quelles.</p>
<p>“The bridge of Rive-Basse is open,” Mayor Yves Carrel said on Wednesday. “We have waited for this day,” Carrel
told reporters.</p>
</article></body></html>
"""

OWN_PAGES = {"hostile.html": _HOSTILE, "elsewhere.html": _ELSEWHERE}
