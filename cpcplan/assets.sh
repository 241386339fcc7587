#!/bin/sh
# Copies what pages and documents need from node_modules to var/assets, which is never committed.
# We are not GOV.UK: its typeface and crest are left out, and the rules that name them with them.
set -eu
cd "$(dirname "$0")/.."
from=node_modules/govuk-frontend/dist/govuk
to=var/assets

rm -rf "$to.new"
mkdir -p "$to.new/govuk" "$to.new/fonts"
sed -e 's/@font-face{font-family:GDS Transport;[^}]*}//g' \
    -e 's/url([^)]*govuk-crest.svg)/none/g' \
    -e 's/\/\*# sourceMappingURL=[^*]*\*\///' \
    "$from/govuk-frontend.min.css" > "$to.new/govuk/govuk-frontend.min.css"
sed -e 's/\/\/# sourceMappingURL=.*$//' \
    "$from/govuk-frontend.min.js" > "$to.new/govuk/govuk-frontend.min.js"
for face in Regular It Semibold SemiboldIt Bold BoldIt; do
    cp "node_modules/source-sans/TTF/SourceSans3-$face.ttf" "$to.new/fonts/"
done
cp node_modules/source-sans/LICENSE.md "$to.new/fonts/"
rm -rf "$to"
mv "$to.new" "$to"
