"""Words of French and English: grammar, how one asks, and set expressions that are more than their words."""

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
prend prennent donner donne donnent rendre reçoit recevoir reçoivent envoyer envoie envoient envoyé envoyée envoyés
envoyées matière organiser organise organisent décider décide décident vérifier vérifie vérifient aider aide aident
appeler appelle appellent écrire écrit écrivent fournir fournit fournissent veiller veille traiter traite traitent
travailler travaille travaillent couvrir couvre couvrent exister existe existent sert servir servent suit suivre
suivent garder garde gardent remplacer remplace fabrique lieu place fois jour jours semaine mois année années temps
moment aujourd'hui demain hier maintenant toujours jamais souvent parfois ensuite ici là-bas loin près trop assez
beaucoup moins bien mal mieux bon bonne bons bonnes nouveau nouvelle nouveaux nouvelles ancien ancienne anciens
anciennes vieux vieille vieilles grand grande grands grandes petit petite petits petites grave graves important
importante importants importantes quotidien quotidienne passé passée passés passées contre prochain prochaine dernier
dernière premier première prêt prête prêts prêtes partie soient soit pris prise prises sorte sortes travail hors
regarder regarde regardent expliquer explique expliquent raconter raconte montrer montre laisser laisse commencer
commence continuer continue finir finit essayer essaie souhaite souhaiter souhaiterais aimerais penser pense croire
comprendre parvenir réussir réussit permettre permet rester reste restent sembler semble apparaît apparaissent toucher
obtenir obtient intervenir intervient tourner tourne tournent seul seule seuls seules certain certaine certains
certaines divers diverses différent différents différente différentes lointain plein vrai rapidement vite collègue
collègues monde endroit part côté type façon manière exactement vraiment normalement concrètement chez-nous nôtre
nôtres patron
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
looks looking after turn turns work works working try tries run-by able whether might may also always never often
usually today tomorrow yesterday now daily every new old big small good bad right wrong important certain main back
away around fast quickly ground thing kind way ways day days week month year time place whose anyone's us we're i'm
sure meet meets well earlier hard worldwide whole required top full entire really actually exactly within without
across together yet still already soon later whatever anything nothing everything another each either several various
different lot lots bit guy guys folks hello hi thanks thank else wish wishes like likes start starts stop end ends
case cases show shows explain explains let allow allows stay stays hear heard learn seem seems appear appears fly
bring brings hold holds follow follows fine actual somewhere anywhere colleague colleagues world
"""


_WHOLES_FR = """
accord commercial, accord de commerce, acte de décès, acte de naissance, agence de presse, agence immobilière, agent
immobilier, aide alimentaire, aide au développement, aide au logement, aide juridique gratuite, aide sociale,
aménagement du territoire, appel d'offres, appel téléphonique, application mobile, argent de poche, argent liquide,
arme chimique, arme nucléaire, asile politique, assistance électorale, assurance auto, assurance chômage, assurance
maladie, assurance vie, banque de sang, blanchiment d'argent, bourse d'études, bourse du travail, caisse de retraite,
campagne électorale, carte bancaire, carte d'identité, carte de crédit, carte de visite, carte grise, carte postale,
casier judiciaire, centrale nucléaire, certificat médical, changement climatique, chaîne de montage, chef cuisinier,
chef d'état, chef d'orchestre, chef étoilé, clause pénale, compte bancaire, compte courant, compte en banque, conseil
conjugal, conseil d'administration, conseil de classe, conseil municipal, contrat d'engagement, contrat de mariage,
contrat de travail, contrôle aérien, contrôle des armements, contrôle des naissances, contrôle fiscal, contrôle
technique, coup de main, cour internationale de justice, cour pénale internationale, crime de guerre, criminel de
guerre, crise cardiaque, crise du logement, crise économique, crise financière, départ à la retraite, désarmement
nucléaire, développement durable, direction assistée, discours de haine, division cellulaire, données personnelles,
dossier médical, droit d'accès, droit d'asile, droit d'auteur, droit de la mer, droit de veto, droit de vote, droit du
travail, droit fiscal, droit humanitaire, droit international humanitaire, droits d'inscription, droits de l'homme,
eau potable, éducation sexuelle, essai nucléaire, état civil, état d'urgence, fonds d'investissement, fonds de
pension, fonds marins, force de travail, force de vente, force majeure, formation du gouvernement, formation
professionnelle, forum économique, forum social, frais de scolarité, frais de voyage, frais médicaux, homme politique,
immunité diplomatique, indemnité de décès, intégration des immigrés, intégration européenne, intégration scolaire,
jeux olympiques, liberté de la presse, libre échange, lutte antiterroriste, lutte contre la corruption, lutte contre
la drogue, lutte contre la faim, lutte contre la pauvreté, lutte contre le blanchiment, lutte contre le terrorisme,
lutte contre les incendies, maintien à domicile, maison de retraite, mandat d'arrêt, mandat postal, marché public,
matériel informatique, matériel scolaire, mine d'or, mine de charbon, mine de crayon, mobilisation générale, mot de
passe, moyen de paiement, moyen de transport, mutation génétique, note de frais, observation des élections, œuvre
d'art, opération bancaire, opération chirurgicale, ordonnance médicale, panne d'imprimante, parti politique, passeport
diplomatique, patrimoine mondial, pension alimentaire, pension de retraite, permis de conduire, permis de construire,
permis de séjour, permis de travail, place de parking, plan d'épargne, plan de métro, plan social, police d'assurance,
police de caractères, porter plainte, pouvoir d'achat, prisonnier politique, prix nobel, propriété intellectuelle,
protection de l'environnement, protection des données, protection sociale, réchauffement climatique, reconnaissance
des diplômes, reconnaissance faciale, reconnaissance vocale, réforme agraire, réforme constitutionnelle, réforme de la
santé, réforme des retraites, réforme fiscale, réforme scolaire, réfugié politique, réseau électrique, réseau wifi,
revue de presse, règlement pacifique des différends, sanctions économiques, science politique, section d'or, sécurité
aérienne, sécurité alimentaire, sécurité informatique, sécurité routière, sécurité sociale, service après-vente,
service civique, service militaire, service public, site de rencontre, taux de change, téléphone portable, trafic
d'armes, traite des êtres humains, transition énergétique, tribunal pénal international, valise diplomatique, visite
guidée, visite médicale, vote par correspondance
"""
_WHOLES_EN = """
air conditioning, air traffic control, arms control, arms embargo, arms trade, arms trafficking, asylum seeker, bank
account, birth certificate, blood bank, boarding pass, business card, business opportunity, business start-up, car
insurance, car park, chemical weapon, child labour, climate change, cluster munitions treaty, coal mine, coffee
machine, credit card, customs clearance, data mining, dental insurance, drinking water, driver's license, driving
licence, election monitoring, electoral assistance, environmental policy, exchange rate, expense claim, family law,
food aid, food security, foreign policy, free trade, freedom of the press, gender pay gap, gift shop, global warming,
gold mine, guided tour, hate speech, health insurance, human rights, human trafficking, id card, identity card,
insurance policy, intellectual property, interest rate, international criminal court, job fair, labour law, landmine
treaty, language proficiency test, law of the sea, legal advice, life insurance, maritime law, maternity ward, mining
company, monetary policy, money laundering, nuclear disarmament, nuclear site, nuclear weapon, office supplies,
olympic games, outer space, parking permit, parking space, pay gap, peace corps, plane ticket, pocket money, police
clearance, political asylum, political party, political prisoner, press freedom, property law, road safety, rules of
procedure, security clearance, security council reform, security council veto, social security, space exploration,
swimming pool, tax return, trade agreement, trade policy, trade union, train ticket, travel claim, un volunteers, war
crime, war crimes tribunal, war criminal, water treatment, weather balloon, weather forecast, world heritage
"""


def singular(word: str) -> str:
    """Return a folded word without the ending of a plural."""
    return word.rstrip("sx") if len(word) > 3 else word


def _wholes(*lists: str) -> dict[str, list[tuple[str, ...]]]:
    from orgcli.i18n.text import words

    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in ",".join(lists).split(","):
        run = tuple(map(singular, words(entry)))
        found.setdefault(run[0], []).append(run)
    return found


def _set(*lists: str) -> frozenset[str]:
    from orgcli.i18n.text import words

    return frozenset(word for words_ in lists for entry in words_.split() for word in words(entry))


GRAMMAR = _set(_GRAMMAR_FR, _GRAMMAR_EN)
"""Never searched."""
ASKING = _set(_ASKING_FR, _ASKING_EN) - GRAMMAR
"""Part of how people ask: counts where it matches, and is not missed where it does not."""
WHOLES = _wholes(_WHOLES_FR, _WHOLES_EN)
"""Set expressions, which mean something else than their words: kept whole, as if quoted. By their first word."""
