"""Chromium without a screen, for the tests of pages: start, open, look, stop."""
import base64
import os
import shutil
import sys
import tempfile
from pathlib import Path

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError:
    webdriver = None


def require():
    """Ends the program where there is no browser to test with."""
    missing = [name for name, there in (("python3-selenium", webdriver), ("chromium", shutil.which("chromium")), ("chromium-driver", shutil.which("chromedriver"))) if not there]
    if missing:
        sys.exit("not installed: " + ", ".join(missing) + " (scripts/setup installs them)")


class Browser:
    """A context manager: a browser with a profile and a download folder of its own, both gone afterwards."""

    def __init__(self, width=1280, height=900):
        self.size = (width, height)

    def __enter__(self):
        self.home = Path(tempfile.mkdtemp(prefix="zs-browser-"))
        self.downloads = self.home / "downloads"
        self.downloads.mkdir()
        options = Options()
        options.binary_location = shutil.which("chromium")
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-device-scale-factor=1", "--hide-scrollbars=false",
                         f"--user-data-dir={self.home / 'profile'}", f"--window-size={self.size[0]},{self.size[1]}"):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"download.default_directory": str(self.downloads), "download.prompt_for_download": False})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver"), log_output=os.devnull), options=options)
        self.driver.set_script_timeout(300)
        self.driver.set_page_load_timeout(300)
        self.resize(*self.size)
        return self

    def __exit__(self, *_):
        self.driver.quit()
        shutil.rmtree(self.home, ignore_errors=True)

    def resize(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def open(self, path):
        self.driver.get(Path(path).resolve().as_uri())

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def console(self):
        """What the page complained about since the last call."""
        return [f"{entry['level']}: {entry['message']}" for entry in self.driver.get_log("browser") if entry["level"] != "INFO"]

    def screenshot(self, path, whole=False):
        """The window, or the whole page."""
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole})
        Path(path).write_bytes(base64.b64decode(shot["data"]))

    def pdf(self, path):
        """As it comes out of the printer; the paper is what the page's style says."""
        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
        Path(path).write_bytes(base64.b64decode(printed["data"]))
