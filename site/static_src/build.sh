#!/usr/bin/env bash
# Rebuilds site/static/css/site.css and templates/components/icons/ from the sources in this folder.
# Needs Node only here, never to run or test the site. Usage: make css
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$work/"
(cd "$work" && npm install --no-audit --no-fund --no-package-lock --silent)
modules="$work/node_modules"
mkdir -p "$work/load"
ln -s "$modules/govuk-frontend/dist/govuk" "$work/load/pkg-govuk"

"$modules/.bin/sass" --style=compressed --no-source-map --quiet-deps \
  --load-path="$work/load" --load-path="$here" "$here/site.scss" "$work/site.css"

# Left and right become start and end, so that right-to-left languages need no second sheet;
# the vendor's fall-back colours go, since ours are always there.
perl -0pe '
  s/var\((--govuk-[a-z-]+-colour), ?[^()]+\)/var($1)/g;
  s/(margin|padding)-left(?=:)/$1-inline-start/g;
  s/(margin|padding)-right(?=:)/$1-inline-end/g;
  s/border-left(?=[-:])/border-inline-start/g;
  s/border-right(?=[-:])/border-inline-end/g;
  s/(?<=[{;])left(?=:)/inset-inline-start/g;
  s/(?<=[{;])right(?=:)/inset-inline-end/g;
  s/text-align:left/text-align:start/g;
  s/text-align:right/text-align:end/g;
  s/float:left/float:inline-start/g;
  s/float:right/float:inline-end/g;
  s/\@charset "UTF-8";|^\x{feff}|^\xEF\xBB\xBF//g;
' "$work/site.css" > "$root/site/static/css/site.css"

rm -f "$root"/templates/components/icons/*.svg
while read -r name; do
  [ -n "$name" ] || continue
  perl -0ne 'print $1 =~ s/\n\s*//gr if /<svg[^>]*>(.*?)<\/svg>/s' "$modules/lucide-static/icons/$name.svg" \
    > "$root/templates/components/icons/$name.svg"
done < "$here/icons.txt"
cp "$modules/lucide-static/LICENSE" "$root/templates/components/icons/LICENSE"

printf 'site.css: %s bytes, %s with gzip\n' "$(wc -c < "$root/site/static/css/site.css")" \
  "$(gzip -9c "$root/site/static/css/site.css" | wc -c)"
