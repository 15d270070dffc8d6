#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The .app and the .dmg for macOS on Apple silicon, after `python3 packaging/bootstrap.py installers bundle`.
#   SHIELDWIZ_SIGN      name of a "Developer ID Application" identity in the keychain; without it nothing is signed
#   SHIELDWIZ_NOTARY    name of a profile kept by `xcrun notarytool store-credentials`; without it nothing is notarised
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$root/build/installers
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/shieldwiz/__init__.py")
app=$build/app/shieldwiz.app
dmg=$build/out/shieldwiz-$version-macos-arm64.dmg

rm -rf "$build/app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" "$build/out"
sed "s/@VERSION@/$version/" "$here/Info.plist" > "$app/Contents/Info.plist"
cp "$build/stamp/shieldwiz.icns" "$app/Contents/Resources/shieldwiz.icns"
cp -R "$build/bundle/shieldwiz/." "$app/Contents/MacOS/"
mv "$app/Contents/MacOS/licences" "$app/Contents/Resources/licences"

if [ -n "${SHIELDWIZ_SIGN:-}" ]; then
    # From the inside out: a signature covers what was signed before it.
    find "$app/Contents/MacOS" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) -print0 |
        xargs -0 codesign --force --timestamp --options runtime --sign "$SHIELDWIZ_SIGN"
    for program in shieldwiz shieldwiz-gui; do
        codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
            --sign "$SHIELDWIZ_SIGN" "$app/Contents/MacOS/$program"
    done
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$SHIELDWIZ_SIGN" "$app"
    codesign --verify --strict --deep "$app"
fi

rm -rf "$build/dmg"
mkdir -p "$build/dmg"
cp -R "$app" "$build/dmg/"
ln -s /Applications "$build/dmg/Applications"
hdiutil create -volname shieldwiz -srcfolder "$build/dmg" -ov -format UDZO "$dmg"
if [ -n "${SHIELDWIZ_SIGN:-}" ]; then
    codesign --force --timestamp --sign "$SHIELDWIZ_SIGN" "$dmg"
fi
if [ -n "${SHIELDWIZ_NOTARY:-}" ]; then
    xcrun notarytool submit "$dmg" --keychain-profile "$SHIELDWIZ_NOTARY" --wait
    xcrun stapler staple "$dmg"
fi
# The program as it is in the .app does the main job.
"$app/Contents/MacOS/shieldwiz" self-test
