"""Words of French and English that say nothing of what is searched: grammar, and how one asks."""

from __future__ import annotations

_GRAMMAR_FR = """
a à afin ai ainsi alors après as au aucun aussi autour autre autres aux avait avant avec avoir ayant c ça car ce ceci
cela celle celles celui ces cet cette ceux chaque chez ci comme d dans de depuis des dont du elle elles en encore
entre es est et étant été être eu eux fait faire faut font hors il ils j je jusque l la là le les leur leurs lors
lorsque lui m ma mais me même mêmes mes moi mon n ne ni nos notre nous on ont ou où par parmi pas pendant peu peut
peuvent plus plusieurs pour pourquoi puis qu quand que quel quelle quelles quels quelqu qui quoi s sa sans se selon
sera ses si soi son sont soit sur t ta tandis te tel telle tels tes toi ton tous tout toute toutes très tu un une vers
via voici voilà vos votre vous y été faite faites devant quelque quelques chose choses
"""
_GRAMMAR_EN = """
a about above after all also am an and any are as at be been before being below between both but by can could did do
does doing down during each for from had has have having he her here him his how i if in into is it its itself just
let me more most my no nor not now of off on once only or other our out over own s same she should so some such t than
that the their them then there these they this those through to too under until up us very was we were what when where
which while who whom whose why will with would you your something thing things
"""
_ASKING_FR = """
quelqu'un contact contacter adresser adresse savoir connaître voir trouver trouve cherche chercher besoin suis sommes
veux veut voulez veulent voudrais voudrait peux pouvez pouvons pourrait pourrais dois doit doivent devoir devons devez
vais va vont allons allez aller vient viens venir occupe occupent occuper charge charger chargé chargée chargés
chargées responsable responsables responsabilité responsabilités compétent compétente compétence compétences
attribution attributions rôle rôles fonction fonctions tâche tâches mission unité unités entité personne personnes
gens merci svp bonjour plaît concernant concerne question questions sujet affaire cas comment combien sous parler
parle demander demande demandes dire dit disent arriver arrive passer passe passent annoncer annonce annoncent
prévenir prévient choisir choisit choisissent tenir tient tiennent assurer assure assurent mettre met mettent prendre
prend prennent donner donne donnent rendre reçoit recevoir reçoivent envoyer envoie envoient organiser organise
organisent décider décide décident vérifier vérifie vérifient aider aide aident appeler appelle appellent écrire écrit
écrivent fournir fournit fournissent veiller veille traiter traite traitent travailler travaille travaillent couvrir
couvre couvrent exister existe existent sert servir servent suit suivre suivent garder garde gardent remplacer
remplace fabrique lieu place fois jour jours semaine mois année années temps moment aujourd'hui demain hier maintenant
toujours jamais souvent parfois ensuite ici là-bas loin près trop assez beaucoup moins bien mal mieux bon bonne bons
bonnes nouveau nouvelle nouveaux nouvelles ancien ancienne anciens anciennes vieux vieille vieilles grand grande
grands grandes petit petite petits petites grave graves important importante importants importantes quotidien
quotidienne passé passée passés passées contre prochain prochaine dernier dernière premier première prêt prête prêts
prêtes partie type sorte façon manière exactement vraiment normalement concrètement chez-nous nôtre nôtres patron
"""
_ASKING_EN = """
handle handles handled handling deal deals dealing charge responsible responsibility responsibilities role task tasks
duty duties contact call ask asks talk talks speak speaks tell tells told say says find finds know knows need needs
want wants should shall must please someone somebody anyone anybody everyone person people office concerning regarding
matter matters issue issues question questions get gets getting got take takes taking care cover covers make makes
making made keep keeps keeping kept give gives giving given send sends sending sent receive receives organize
organizes organise organises decide decides check checks help helps write writes collect collects choose chooses
select selects provide provides provided involve involves involving go goes going went come comes coming use uses used
happen happens happening happened become becomes needed many much serious against set sets sort sorts put puts look
looks looking after turn turns keep work works working try tries run-by able whether might may also always never often
usually today tomorrow yesterday now daily every new old big small good bad right wrong important certain main back
away around fast quickly ground thing kind way ways day days week month year time place whose anyone's us we're i'm
"""


def _set(*lists: str) -> frozenset[str]:
    from orgcli.text import words  # noqa: PLC0415 - text needs nothing of this module

    return frozenset(word for words_ in lists for entry in words_.split() for word in words(entry))


GRAMMAR = _set(_GRAMMAR_FR, _GRAMMAR_EN)
"""Never searched."""
ASKING = _set(_ASKING_FR, _ASKING_EN) - GRAMMAR
"""Part of how people ask: counts where it matches, and is not missed where it does not."""
