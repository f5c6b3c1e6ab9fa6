"""Words of French and English that say nothing of what is searched: grammar, and how one asks."""

from __future__ import annotations

_GRAMMAR_FR = """
a à afin ai ainsi alors après as au aucun aussi autour autre autres aux avait avant avec avoir ayant c ça car ce ceci
cela celle celles celui ces cet cette ceux chaque chez ci comme d dans de depuis des dont du elle elles en encore entre
es est et étant été être eu eux fait faire faut font hors il ils j je jusque l la là le les leur leurs lors lorsque lui
m ma mais me même mêmes mes moi mon n ne ni nos notre nous on ont ou où par parmi pas pendant peu peut peuvent plus
plusieurs pour pourquoi puis qu quand que quel quelle quelles quels quelqu qui quoi s sa sans se selon sera ses si soi
son sont soit sur t ta tandis te tel telle tels tes toi ton tous tout toute toutes très tu un une vers via voici
voilà vos votre vous y été quelque quelques chose choses
"""
_GRAMMAR_EN = """
a about above after all also am an and any are as at be been before being below between both but by can could did do
does doing down during each for from had has have having he her here him his how i if in into is it its itself just
let me more most my no nor not now of off on once only or other our out over own s same she should so some such t than
that the their them then there these they this those through to too under until up us very was we were what when where
which while who whom whose why will with would you your something thing things
"""
_ASKING_FR = """
quelqu'un quelle contact contacter adresser adresse s'adresser parler demander demande demandes savoir connaître voir
trouver cherche chercher besoin veux voudrais voulez doit doivent dois devoir va vais vont aller occupe occupent occuper
s'occupe charge charger chargé chargée chargés chargées responsable responsables responsabilité responsabilités
compétent compétente compétence compétences attribution attributions rôle rôles fonction fonctions tâche tâches mission
unité unités entité service-là bureau-là personne gens moi merci svp bonjour s'il plaît concernant concerne question
questions sujet affaire cas quoi comment combien sous
annoncer annonce passer passe prévenir prévient préviens choisir choisit grave important importante quotidien
tenir tient assurer assure assurent mettre met mise prendre prend donner donne donnent rendre recevoir reçoit envoyer
envoie organiser organise préparer prépare décider décide vérifier vérifie aider aide appeler appelle écrire écrit
fournir fournit annoncent veiller veille traiter traite travailler travaille couvrir couvre existe existent lieu place
bien mal bon bonne nouveau nouvelle nouveaux nouvelles ancien ancienne grand grande petit petite partie type sorte
"""
_ASKING_EN = """
handle handles handled handling deal deals dealing charge responsible responsibility responsibilities responsibilty
role task tasks duty duties contact ask talk speak find know need want should shall must please someone somebody
anyone anybody person people office-there concerning regarding matter matters issue issues question questions get gets
do does done doing take takes care covers cover make makes run-of keep keeps give gives send sends receive receives
organize organizes organise organises decide decides check checks help helps write writes collect collects choose
chooses select selects provide provides provided involve involves involving go goes going use used uses new old big
small good right particular certain main responsible-for look looks looking after
"""


def _set(*lists: str) -> frozenset[str]:
    from orgcli.text import words  # noqa: PLC0415 - text needs nothing of this module

    return frozenset(word for words_ in lists for entry in words_.split() for word in words(entry))


GRAMMAR = _set(_GRAMMAR_FR, _GRAMMAR_EN)
"""Never searched."""
ASKING = _set(_ASKING_FR, _ASKING_EN) - GRAMMAR
"""Part of how people ask: counts where it matches, and is not missed where it does not."""
