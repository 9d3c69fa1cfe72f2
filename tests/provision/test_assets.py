"""The bundler that turns the apps' scripts, components and style sheets into what browsers load."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PROVISION = Path(__file__).resolve().parents[2] / "provision"
BUILD = PROVISION / "assets" / "build.mjs"
SOURCES = "apps/village/village/public"

FILES = {
    "sites/apps.txt": "frappe\nvillage\n",
    "apps/frappe/frappe/public/scss/_colours.scss": "$mark: teal;\n",
    "apps/frappe/frappe/public/css/plain.css": ".plain { float: left }\n",
    "apps/frappe/frappe/public/images/smiley.png": "not ours",
    "apps/frappe/frappe/public/js/desk.bundle.js": "window.desk = 1;\n",
    f"{SOURCES}/js/village.bundle.js": """
        import equal from "fast-deep-equal";
        import "./notice_board.html";
        import Hall from "./Hall.vue"; import Barn from "./Barn.vue";
        window.village = { Hall, Barn, same: equal({ a: [1] }, { a: [1] }) };
    """,
    f"{SOURCES}/js/notice_board.html": """<!-- what hangs there -->
        <p title="today">
            {{ __("Notices") }} {%= text.replace(/#/g, \\'%23\\') %}
        </p>
    """,
    f"{SOURCES}/js/Hall.vue": """
        <script setup> import { ref } from "vue"; const chairs = ref(3); </script>
        <template><b class="chairs">{{ chairs }}</b></template>
        <style lang="scss" scoped>
        @import "frappe/public/scss/colours";
        .chairs { &:hover { color: $mark } }
        </style>
    """,
    f"{SOURCES}/js/Barn.vue": """
        <script>export default { data: () => ({ doors: 2 }) };</script>
        <template><i>{{ doors }}</i></template>
    """,
    f"{SOURCES}/scss/village.bundle.scss": """
        @import "~bootstrap/scss/functions";
        @import "frappe/public/css/plain.css";
        @import "frappe/public/scss/colours";
        @import "./gate";
    """,
    f"{SOURCES}/scss/_gate.scss": ".gate { margin-left: 3px; color: $mark; box-shadow: 0 0 1px rgba(0, 0, 0, 0.1) }\n",
}

# Runs a bundle with just enough of a page around it, and prints what it left behind.
PAGE = """
    const styles = [];
    globalThis.window = globalThis;
    globalThis.frappe = { templates: {} };
    globalThis.document = { createElement: () => ({}), head: { append: (e) => styles.push(e.textContent) } };
    (0, eval)(require("fs").readFileSync(process.argv[1], "utf8"));
    const { Hall, Barn, same } = window.village;
    const kinds = { hall: typeof Hall.setup, barn: typeof Barn.render };
    console.log(JSON.stringify({ styles, templates: frappe.templates, kinds, scope: Hall.__scopeId, same }));
"""


def make_bench(folder: Path) -> Path:
    """Write the tiny bench, its app's assets still the single link that other tools make."""
    for name, text in FILES.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    assets = folder / "sites" / "assets"
    assets.mkdir()
    (assets / "village").symlink_to(folder / SOURCES)
    return folder


def build(bench: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the bundler as the bench does, without a cache to tell."""
    command = ["node", str(BUILD), "--bench", str(bench), *options]
    environment = {name: value for name, value in os.environ.items() if name != "FRAPPE_REDIS_CACHE"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)


def built(bench: Path, *options: str) -> str:
    """Run the bundler where it must succeed, and return what it said."""
    result = build(bench, *options)
    assert result.returncode == 0, result.stderr
    return result.stdout


def listed(bench: Path, name: str = "assets.json") -> dict[str, str]:
    """Return a list of the bundles: the URL by the name pages ask for."""
    return json.loads((bench / "sites" / "assets" / name).read_text())


def bundle(bench: Path, key: str) -> Path:
    """Return the file behind the name pages ask for."""
    name = "assets-rtl.json" if key.startswith("rtl_") else "assets.json"
    return bench / "sites" / listed(bench, name)[key].lstrip("/")


def state(bench: Path) -> dict[str, int]:
    """Return when each file of the assets was last written, by its path."""
    assets = bench / "sites" / "assets"
    files = [place for place in assets.rglob("*") if place.is_file() and not place.is_symlink()]
    return {str(place.relative_to(assets)): place.stat().st_mtime_ns for place in files}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bench that has been built once; tests only look at it."""
    bench = make_bench(tmp_path_factory.mktemp("first"))
    built(bench)
    return bench


@pytest.fixture
def bench(first: Path, tmp_path: Path) -> Path:
    """A built bench a test may change."""
    return Path(shutil.copytree(first, tmp_path / "bench", symlinks=True))


@pytest.fixture(scope="module")
def page(first: Path) -> dict:
    """What the village's script leaves behind in a page."""
    command = ["node", "-e", PAGE, str(bundle(first, "village.bundle.js"))]
    return json.loads(subprocess.check_output(command, text=True))


def test_every_bundle_is_listed_under_the_name_pages_ask_for(first: Path) -> None:
    assert sorted(listed(first)) == ["desk.bundle.js", "village.bundle.css", "village.bundle.js"]
    assert sorted(listed(first, "assets-rtl.json")) == ["rtl_village.bundle.css"]
    urls = [*listed(first).values(), *listed(first, "assets-rtl.json").values()]
    assert all((first / "sites" / url.lstrip("/")).is_file() for url in urls)


def test_a_name_carries_a_hash_that_changes_with_the_content_alone(bench: Path) -> None:
    before = listed(bench)
    (bench / SOURCES / "js" / "notice_board.html").write_text("<p>Closed</p>")
    built(bench)
    after = listed(bench)
    assert before["village.bundle.js"] != after["village.bundle.js"]
    assert before["village.bundle.css"] == after["village.bundle.css"]
    assert before["desk.bundle.js"] == after["desk.bundle.js"]
    assert not (bench / "sites" / before["village.bundle.js"].lstrip("/")).exists()


def test_a_sheet_brings_what_it_imports_from_packages_and_other_apps(first: Path) -> None:
    text = bundle(first, "village.bundle.css").read_text()
    assert ".plain{float:left}" in text and "color:teal" in text


def test_the_right_to_left_sheet_is_mirrored(first: Path) -> None:
    assert "margin-left:3px" in bundle(first, "village.bundle.css").read_text()
    mirrored = bundle(first, "rtl_village.bundle.css").read_text()
    assert "margin-right:3px" in mirrored and "margin-left" not in mirrored
    assert ".plain{float:right}" in mirrored


def test_a_sheet_keeps_to_forms_that_mail_and_pdf_readers_know(first: Path) -> None:
    assert "rgba(0,0,0,.1)" in bundle(first, "village.bundle.css").read_text()


def test_an_imported_template_becomes_an_entry_of_the_desks_templates(page: dict) -> None:
    expected = ' <p title="today"> {{ __("Notices") }} {%= text.replace(/#/g, \'%23\') %} </p> '
    assert page["templates"] == {"notice_board": expected}


def test_components_and_libraries_work_and_a_scoped_style_comes_with_its_script(page: dict) -> None:
    assert page["same"] is True
    assert page["kinds"] == {"hall": "function", "barn": "function"}
    assert page["styles"] == [f".chairs[{page['scope']}]:hover{{color:teal}}\n"]


@pytest.mark.parametrize(
    ("key", "sources"),
    [
        ("village.bundle.js", {"js/village.bundle.js", "js/Hall.vue", "js/notice_board.html"}),
        ("village.bundle.css", {"scss/_gate.scss"}),
        ("rtl_village.bundle.css", {"scss/_gate.scss"}),
    ],
)
def test_a_source_map_names_the_files_a_bundle_was_made_from(
    first: Path, key: str, sources: set[str]
) -> None:
    file = bundle(first, key)
    source_map = file.with_name(f"{file.name}.map")
    assert f"sourceMappingURL=/{source_map.relative_to(first / 'sites')}" in file.read_text()
    named = json.loads(source_map.read_text())["sources"]
    assert {f"bench:///{SOURCES}/{source}" for source in sources} <= set(named)
    assert str(first) not in source_map.read_text()


def test_the_apps_own_folder_stays_as_it_is_and_is_served_beside_the_bundles(first: Path) -> None:
    public = first / SOURCES
    assert sorted(entry.name for entry in public.iterdir()) == ["js", "scss"]
    served = first / "sites" / "assets" / "village"
    assert not served.is_symlink()
    assert (served / "js").resolve() == (public / "js").resolve()
    assert not Path(os.readlink(served / "js")).is_absolute()


def test_the_frameworks_missing_images_are_ours_and_its_other_files_its_own(first: Path) -> None:
    images = first / "sites" / "assets" / "frappe" / "images"
    for name in ("frappe-favicon.svg", "frappe-framework-logo.svg"):
        assert "<svg" in (images / name).read_text()
    pictures = ["frappe-framework-logo.png", "frappe-logo.png", "ui-states/404.png"]
    assert all((images / name).read_bytes().startswith(b"\x89PNG") for name in pictures)
    assert (images / "smiley.png").read_text() == "not ours"


def test_every_library_the_framework_loads_by_address_is_there(first: Path) -> None:
    public = PROVISION.parent / "apps" / "frappe" / "frappe" / "public" / "js"
    asked = re.compile(r"/?(assets/frappe/node_modules/[\w./-]+)")
    scripts = [place.read_text() for place in public.rglob("*.js")]
    addresses = {address for script in scripts for address in asked.findall(script)}
    assert "assets/frappe/node_modules/ace-builds/src-noconflict/" in addresses
    assert [address for address in sorted(addresses) if not (first / "sites" / address).exists()] == []


def test_broken_files_stop_the_build_by_name_and_line_and_keep_the_earlier_one(bench: Path) -> None:
    before = state(bench)
    broken = {
        "js/Hall.vue": "<template>\n<b>\n{{ a. }}</b></template>",
        "js/more.bundle.js": "let a;\nlet b = ;\n",
        "js/other.bundle.ts": 'import "nowhere";\n',
        "scss/_gate.scss": ".a {\n\n color: $missing;\n}",
    }
    for file, text in broken.items():
        (bench / SOURCES / file).write_text(text)
    result = build(bench)
    assert result.returncode == 1
    said = result.stderr.replace(f"{SOURCES}/", "").splitlines()
    assert [line.partition(": ")[0] for line in sorted(said[:-1])] == [
        "js/Hall.vue, line 3",
        "js/more.bundle.js, line 2",
        "js/other.bundle.ts, line 1",
        "scss/_gate.scss, line 3",
    ]
    assert "scss/_gate.scss, line 3: Undefined variable. ($missing)" in said
    assert said[-1] == "The assets were not built; the earlier ones are still in place."
    assert state(bench) == before


def test_a_second_build_of_unchanged_files_does_nothing(bench: Path) -> None:
    built(bench, "--changed")
    before = state(bench)
    assert "nothing has changed" in built(bench, "--changed")
    assert state(bench) == before


def test_a_change_builds_the_apps_that_use_the_file_and_no_other(bench: Path) -> None:
    (bench / "apps/frappe/frappe/public/scss/_colours.scss").write_text("$mark: navy;\n")
    said = built(bench, "--changed")
    assert "built village" in said and "frappe:" not in said
    assert "color:navy" in bundle(bench, "village.bundle.css").read_text()


def test_a_lost_bundle_is_made_again(bench: Path) -> None:
    (lost := bundle(bench, "desk.bundle.js")).unlink()
    assert "built frappe" in built(bench, "--changed")
    assert lost.is_file()


def test_building_one_app_keeps_the_others_in_the_list(bench: Path) -> None:
    before = listed(bench)
    (bench / "apps/frappe/frappe/public/js/desk.bundle.js").write_text("window.desk = 2;\n")
    assert "village:" not in built(bench, "--only", "frappe")
    assert listed(bench) == {**before, "desk.bundle.js": listed(bench)["desk.bundle.js"]}
    assert listed(bench) != before


def test_an_app_taken_out_of_the_bench_leaves_the_list(bench: Path) -> None:
    (bench / "sites" / "apps.txt").write_text("frappe\n")
    built(bench, "--changed")
    assert sorted(listed(bench)) == ["desk.bundle.js"]


def test_two_bundles_of_one_name_are_refused(bench: Path) -> None:
    (bench / SOURCES / "js" / "desk.bundle.js").write_text("")
    result = build(bench)
    assert "desk.bundle.js is also called desk.bundle.js; rename one of the two." in result.stderr


def test_an_app_that_is_not_in_the_bench_is_refused_by_name(first: Path) -> None:
    result = build(first, "--only", "town")
    assert '"town" is none of the apps in sites/apps.txt (frappe, village).' in result.stderr


def test_the_libraries_are_pinned_and_name_no_registry() -> None:
    wanted = json.loads((PROVISION / "package.json").read_text())["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
    lock = (PROVISION / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    packages = {name: entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
