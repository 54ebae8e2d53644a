"""What somebody does on a screen, by what stands on it."""


def press(screen, name, kind="button"):
    with screen.expect_navigation():
        screen.get_by_role("main").get_by_role(kind, name=name, exact=True).click()


def said(screen) -> str:
    return screen.get_by_role("main").inner_text()


def open_menu(screen):
    screen.get_by_role("banner").get_by_text("Menu", exact=True).click()
