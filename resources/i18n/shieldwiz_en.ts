<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AskPage</name>
    <message numerus="yes">
        <source>Check these %n files, one after the other</source>
        <translation>
            <numerusform>Check these %n files, one after the other</numerusform>
            <numerusform>Check these %n files, one after the other</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertificateCard</name>
    <message numerus="yes">
        <source>{0} to {1}, %n days left</source>
        <translation>
            <numerusform>{0} to {1}, %n days left</numerusform>
            <numerusform>{0} to {1}, %n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} to {1}, %n months left</source>
        <translation>
            <numerusform>{0} to {1}, %n months left</numerusform>
            <numerusform>{0} to {1}, %n months left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} to {1}, %n years left</source>
        <translation>
            <numerusform>{0} to {1}, %n years left</numerusform>
            <numerusform>{0} to {1}, %n years left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContentsPage</name>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n other file</numerusform>
            <numerusform>%n other files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add as other files (%n)</source>
        <translation>
            <numerusform>Add as other files (%n)</numerusform>
            <numerusform>Add as other files (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskFooter</name>
    <message numerus="yes">
        <source>%n server(s) · read only · nothing is changed on them</source>
        <translation>
            <numerusform>%n server · read only · nothing is changed on them</numerusform>
            <numerusform>%n servers · read only · nothing is changed on them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisksPage</name>
    <message numerus="yes">
        <source>%n disk(s)</source>
        <translation>
            <numerusform>%n disk</numerusform>
            <numerusform>%n disks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add as template disks (%n)</source>
        <translation>
            <numerusform>Add as template disks (%n)</numerusform>
            <numerusform>Add as template disks (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HostersPage</name>
    <message numerus="yes">
        <source>Check the metadata (%n file(s))</source>
        <translation>
            <numerusform>Check the metadata (%n file)</numerusform>
            <numerusform>Check the metadata (%n files)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hoster(s), one without proof</source>
        <translation>
            <numerusform>%n hoster, one without proof</numerusform>
            <numerusform>%n hosters, one without proof</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hosters, several without proof</source>
        <translation>
            <numerusform>%n hosters, several without proof</numerusform>
            <numerusform>%n hosters, several without proof</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hoster(s)</source>
        <translation>
            <numerusform>%n hoster</numerusform>
            <numerusform>%n hosters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hoster(s) ticked</source>
        <translation>
            <numerusform>%n hoster ticked</numerusform>
            <numerusform>%n hosters ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KitKeyDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Microsoft's catalog (.vsc) of %n template disk(s) is missing, the first is {0}. Whoever runs the kit puts it there; its README says where.</source>
        <translation>
            <numerusform>Microsoft's catalog (.vsc) of %n template disk is missing, the first is {0}. Whoever runs the kit puts it there; its README says where.</numerusform>
            <numerusform>Microsoft's catalog (.vsc) of %n template disks is missing, the first is {0}. Whoever runs the kit puts it there; its README says where.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPlace</name>
    <message numerus="yes">
        <source>%n file(s) still let it in.</source>
        <translation>
            <numerusform>%n file still let it in.</numerusform>
            <numerusform>%n files still let it in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnerDetails</name>
    <message numerus="yes">
        <source>%n file(s) can then only be changed with the backup.</source>
        <translation>
            <numerusform>%n file can then only be changed with the backup.</numerusform>
            <numerusform>%n files can then only be changed with the backup.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnerPage</name>
    <message numerus="yes">
        <source>Made on this computer, {0} · owner of %n file(s)</source>
        <translation>
            <numerusform>Made on this computer, {0} · owner of %n file</numerusform>
            <numerusform>Made on this computer, {0} · owner of %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassphraseRow</name>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n seconds.</source>
        <translation>
            <numerusform>Copied. The clipboard is cleared in %n seconds.</numerusform>
            <numerusform>Copied. The clipboard is cleared in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreflightList</name>
    <message numerus="yes">
        <source>Checks of the answer file, %n warning(s)</source>
        <translation>
            <numerusform>Checks of the answer file, %n warning</numerusform>
            <numerusform>Checks of the answer file, %n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message numerus="yes">
        <source>%n file(s) in {0}. Nothing was sent anywhere.</source>
        <translation>
            <numerusform>%n file in {0}. Nothing was sent anywhere.</numerusform>
            <numerusform>%n files in {0}. Nothing was sent anywhere.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>**%n thing(s) to look at before you go on**</source>
        <translation>
            <numerusform>**%n thing to look at before you go on**</numerusform>
            <numerusform>**%n things to look at before you go on**</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockFileDialog</name>
    <message numerus="yes">
        <source>%n file(s) extracted to {0}.</source>
        <translation>
            <numerusform>%n file extracted to {0}.</numerusform>
            <numerusform>%n files extracted to {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_UsedBy</name>
    <message numerus="yes">
        <source>Used by %n file(s)</source>
        <translation>
            <numerusform>Used by %n file</numerusform>
            <numerusform>Used by %n files</numerusform>
        </translation>
    </message>
</context>
</TS>
