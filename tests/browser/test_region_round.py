"""A region answers, gets a question back, and answers that too: with two people at their own screens."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_a_region_is_heard_and_asked(screen_of: Callable[[str], Page]):
    contact, chair = screen_of("regiocontact"), screen_of("voorzitter")
    contact.goto("/")
    contact.get_by_role("link", name="Mijn regio’s").click()
    contact.get_by_role("link", name="Bekijken en antwoorden").click()

    contact.get_by_label("De cijfers kloppen.").check()
    expect(contact.get_by_label("Wat klopt er niet")).to_be_hidden()
    contact.get_by_label("Er zit een fout in de cijfers.").check()
    contact.get_by_label("Wat klopt er niet").fill("Maandag is dubbel geteld.")
    contact.get_by_label("2 zorgelijk").check()
    contact.get_by_role("button", name="Antwoord insturen").click()
    expect(contact.get_by_role("alert")).to_contain_text("Geef de reden van uw voorstel.")
    contact.get_by_label("Reden van uw voorstel").fill("Zonder maandag blijft het zorgelijk.")
    contact.get_by_role("button", name="Antwoord insturen").click()
    expect(contact.get_by_role("heading", level=1)).to_contain_text("VR15-2020W39-")

    chair.goto("/overleg/2020-W39/VR15/")
    says = chair.get_by_role("region", name="De regio zegt")
    expect(says).to_contain_text("Maandag is dubbel geteld.")
    says.get_by_text("Een vraag terugleggen bij de regio").click()
    says.get_by_label("Vraag aan de regio").fill("Hoeveel waren het er dan?")
    says.get_by_role("button", name="Terugleggen").click()
    expect(chair.get_by_role("region", name="De regio zegt")).to_contain_text("Hoeveel waren het er dan?")

    contact.goto("/overleg/mijn-regios/")
    contact.get_by_role("link", name="Beantwoorden").click()
    contact.get_by_label("Antwoord").fill("Twaalf in plaats van vierentwintig.")
    contact.get_by_role("button", name="Antwoord insturen").click()
    expect(contact.get_by_role("main")).to_contain_text("Uw antwoord ligt bij het inschalingsoverleg.")

    chair.reload()
    expect(chair.get_by_role("region", name="De regio zegt")).to_contain_text("Twaalf in plaats van")
    chair.goto("/overleg/2020-W39/ronde/")
    expect(chair.get_by_role("row", name="Haaglanden")).to_contain_text("fout gemeld")
