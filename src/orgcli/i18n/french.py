"""French grammar of names: gender and number of their first noun, articles, contraction, elision."""

from __future__ import annotations

from dataclasses import dataclass

from orgcli.i18n import text
from orgcli.i18n.phrase import Phrase, quoted

_MASCULINE = text.word_set(
    """
    accueil atelier bataillon bureau cabinet centre college comite commissariat conseil corps departement depot
    district ensemble etablissement fonds forum greffe groupe guichet haut-commissariat hopital institut
    laboratoire lycee ministere mecanisme musee observatoire office organe organisme parquet partenariat pole
    programme projet quartier regiment reseau secretariat secteur service siege sous-comite sous-groupe standard
    tribunal etat-major adjoint administrateur agent ambassadeur analyste assistant attache avocat cadre
    capitaine charge chef colonel commandant commissaire comptable conseiller controleur coordinateur
    coordonnateur delegue directeur doyen fonctionnaire general gerant gouverneur greffier ingenieur inspecteur
    intendant interprete juge juriste maire medecin membre ministre officier patron porte-parole prefet
    president principal procureur proviseur recteur redacteur representant responsable secretaire sous-directeur
    sous-prefet sous-secretaire specialiste superviseur technicien traducteur tresorier vice-president
    vice-secretaire
    """
)
_FEMININE = text.word_set(
    """
    academie administration agence antenne assemblee association autorite banque bibliotheque branche brigade
    caisse cellule chambre commission commune compagnie composante coordination cour delegation direction
    division ecole entreprise equipe escouade faculte filiale fondation force inspection institution mairie
    mission operation organisation police prefecture presidence regie region section societe sous-direction
    sous-section station tresorerie union unite universite usine vice-presidence ville zone adjointe
    administratrice agente ambassadrice assistante attachee avocate chargee cheffe colonelle commandante
    conseillere controleuse coordinatrice coordonnatrice deleguee directrice doyenne generale gerante
    gouverneure greffiere ingenieure inspectrice intendante officiere patronne prefete presidente principale
    procureure proviseure rectrice redactrice representante sous-directrice sous-prefete superviseuse
    technicienne traductrice tresoriere vice-presidente
    """
)
# Adjectives after a title of both genders (« secrétaire ») that make it feminine.
_FEMININE_ADJECTIVES = text.word_set(
    """
    adjointe administrative deleguee executive generale permanente premiere principale speciale
    """
)
# Adjectives that stand before the noun.
_LEADING_ADJECTIVES = text.word_set(
    """
    ancien ancienne grand grande haut haute jeune nouveau nouvelle petit petite premier premiere
    """
)
_FEMININE_ENDINGS = ("tion", "sion", "trice", "euse", "iere")
_MASCULINE_ENDINGS = ("ement", "teur", "ier")
_ASPIRATED = ("hall", "hameau", "hangar", "haras", "haut", "havre", "heros", "hors", "huit", "hub")


@dataclass(frozen=True)
class Noun:
    """The gender and number of a name."""

    feminine: bool
    plural: bool


def noun(name: str) -> Noun | None:
    """Return the gender and number of the first noun of a name, or None if they are unknown."""
    words = [text.fold(word) for word in name.replace("’", "' ").split()]
    if len(words) > 1 and words[0] in _LEADING_ADJECTIVES:
        del words[0]
    if not words:
        return None
    word, next_word = words[0], words[1].rstrip(",") if len(words) > 1 else ""
    if word in _MASCULINE:
        return Noun(next_word in _FEMININE_ADJECTIVES, plural=False)
    if word in _FEMININE:
        return Noun(feminine=True, plural=False)
    singular = word.removesuffix("s") if word.endswith("s") else word.removesuffix("x")
    for endings, feminine in ((_FEMININE_ENDINGS, True), (_MASCULINE_ENDINGS, False)):
        if singular.endswith(endings):
            return Noun(feminine, plural=singular != word)
    if singular == word or singular not in _MASCULINE | _FEMININE:
        return None
    return Noun(singular in _FEMININE, plural=True)


def phrase(name: str, owner: Phrase | None = None, *, post: bool = False) -> Phrase:  # noqa: ARG001 - as in English
    """Return the forms of the name of a unit or post, followed by its ``owner`` if there is one.

    A name of unknown gender is put in quotes, in forms that need no agreement.
    """
    article, bare = _split_article(name)
    agreement = noun(bare)
    if agreement is None:
        return quoted(name, owner)
    if article == "la":
        agreement = Noun(feminine=True, plural=False)
    whole = f"{bare} {owner.of}" if owner else bare
    the = _definite(whole, agreement)
    ending = ("e" if agreement.feminine else "") + ("s" if agreement.plural else "")
    one = "des" if agreement.plural else "une" if agreement.feminine else "un"
    of = contracted(the)
    return Phrase(the, f"{one} {whole}", of, of, f"dirigé{ending}", agreement.plural)


def _split_article(name: str) -> tuple[str, str]:
    for article in ("Le ", "La ", "Les ", "L’", "L'"):
        if name.lower().startswith(article.lower()):
            return article.strip().lower(), name[len(article) :]
    return "", name


def _definite(name: str, agreement: Noun) -> str:
    if agreement.plural:
        return f"les {name}"
    if elides(name):
        return f"l’{name}"
    return f"la {name}" if agreement.feminine else f"le {name}"


def elides(name: str) -> bool:
    """Return whether an article before a name loses its vowel: « l’Équipe », « l’hôpital », but « le Haut-… »."""
    start = text.fold(name)
    return start[:1] in {"a", "e", "i", "o", "u"} or (start[:1] == "h" and not start.startswith(_ASPIRATED))


def contracted(the: str) -> str:
    """Return « de » before a name with its article: « du Service », « des Équipes », « de l’Équipe »."""
    if the.startswith("le "):
        return f"du {the[3:]}"
    return f"des {the[4:]}" if the.startswith("les ") else f"de {the}"
