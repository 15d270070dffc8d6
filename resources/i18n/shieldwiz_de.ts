<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About shieldwiz</source>
        <translation>Über shieldwiz</translation>
    </message>
    <message>
        <source>Decide whom to let into a virtual machine: judge a hoster's guardian metadata, keep your owner key, make and open shielding data files.</source>
        <translation>Entscheiden, wer in eine virtuelle Maschine darf: die Guardian-Metadaten eines Hosters beurteilen, den Besitzerschlüssel aufbewahren, Schutzdatendateien erstellen und öffnen.</translation>
    </message>
    <message>
        <source>Windows does not read .pdkx files. A Microsoft .pdk is made on Windows, by Microsoft's own module.</source>
        <translation>Windows liest keine .pdkx-Dateien. Eine .pdk von Microsoft entsteht unter Windows, mit Microsofts eigenem Modul.</translation>
    </message>
    <message>
        <source>What is kept on this computer is in this folder:</source>
        <translation>Was auf diesem Computer aufbewahrt wird, liegt in diesem Ordner:</translation>
    </message>
    <message>
        <source>Apache License 2.0. Icons: Lucide (ISC) and Feather (MIT). Qt {0} under LGPL 3.</source>
        <translation>Apache-Lizenz 2.0. Symbole: Lucide (ISC) und Feather (MIT). Qt {0} unter LGPL 3.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
</context>
<context>
    <name>AddressDialog</name>
    <message>
        <source>Get metadata from an address</source>
        <translation>Metadaten von einer Adresse abrufen</translation>
    </message>
    <message>
        <source>&amp;Server or address</source>
        <translation>&amp;Server oder Adresse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Get</source>
        <translation>&amp;Abrufen</translation>
    </message>
    <message>
        <source>A server's name is enough: the path that every Host Guardian Service has is added.</source>
        <translation>Ein Servername genügt: der Pfad, den jeder Host Guardian Service hat, wird ergänzt.</translation>
    </message>
    <message>
        <source>Asks {0}</source>
        <translation>Fragt {0}</translation>
    </message>
    <message>
        <source>Write a server name or an address that begins with http:// or https://.</source>
        <translation>Geben Sie einen Servernamen ein oder eine Adresse, die mit http:// oder https:// beginnt.</translation>
    </message>
    <message>
        <source>Plain http can be read and changed on the way. That is normal for HGS, and the reason to compare a fingerprint afterwards.</source>
        <translation>Einfaches http kann unterwegs gelesen und verändert werden. Das ist bei HGS üblich und der Grund, danach einen Fingerabdruck zu vergleichen.</translation>
    </message>
    <message>
        <source>Ask without encryption?</source>
        <translation>Ohne Verschlüsselung fragen?</translation>
    </message>
    <message>
        <source>**{0}** is asked over plain http: others on the way can read and change the answer.</source>
        <translation>**{0}** wird über einfaches http gefragt: Andere unterwegs können die Antwort lesen und verändern.</translation>
    </message>
    <message>
        <source>Go &amp;back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
</context>
<context>
    <name>AskPage</name>
    <message>
        <source>Check a hoster's metadata</source>
        <translation>Metadaten eines Hosters prüfen</translation>
    </message>
    <message>
        <source>From a f&amp;ile…</source>
        <translation>Aus einer Da&amp;tei…</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>From an &amp;address…</source>
        <translation>&amp;Von einer Adresse…</translation>
    </message>
    <message>
        <source>From an address</source>
        <translation>Von einer Adresse</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Drop metadata files here, or paste</source>
        <translation>Metadatendateien hier ablegen oder einfügen</translation>
    </message>
    <message>
        <source>Open it instead</source>
        <translation>Stattdessen öffnen</translation>
    </message>
    <message>
        <source>A hoster gives you its guardian metadata: a small XML file with the certificates of its Host Guardian Service. Looking at it changes nothing.</source>
        <translation>Ein Hoster gibt Ihnen seine Guardian-Metadaten: eine kleine XML-Datei mit den Zertifikaten seines Host Guardian Service. Das Ansehen ändert nichts.</translation>
    </message>
    <message>
        <source>Three questions, one answer each</source>
        <translation>Drei Fragen, je eine Antwort</translation>
    </message>
    <message>
        <source>Is the file unchanged since it was signed?</source>
        <translation>Ist die Datei unverändert, seit sie signiert wurde?</translation>
    </message>
    <message>
        <source>The file itself can tell.</source>
        <translation>Das sagt die Datei selbst.</translation>
    </message>
    <message>
        <source>Do its two keys belong together?</source>
        <translation>Gehören ihre zwei Schlüssel zusammen?</translation>
    </message>
    <message>
        <source>Are they really the hoster's keys?</source>
        <translation>Sind es wirklich die Schlüssel des Hosters?</translation>
    </message>
    <message>
        <source>Only you can tell, with something the hoster told you on another way.</source>
        <translation>Das wissen nur Sie, durch etwas, das Ihnen der Hoster auf einem anderen Weg gesagt hat.</translation>
    </message>
    <message numerus="yes">
        <source>Check these %n files, one after the other</source>
        <translation>
            <numerusform>Diese %n Datei prüfen</numerusform>
            <numerusform>Diese %n Dateien nacheinander prüfen</numerusform>
        </translation>
    </message>
    <message>
        <source>Check this file</source>
        <translation>Diese Datei prüfen</translation>
    </message>
</context>
<context>
    <name>AskingPage</name>
    <message>
        <source>See what your tenants see</source>
        <translation>Sehen, was Ihre Mandanten sehen</translation>
    </message>
    <message>
        <source>For people who run a Host Guardian Service. Each server is asked once for its public metadata, as tenants do, and the answers are compared.</source>
        <translation>Für alle, die einen Host Guardian Service betreiben. Jeder Server wird einmal nach seinen öffentlichen Metadaten gefragt, so wie Mandanten es tun, und die Antworten werden verglichen.</translation>
    </message>
    <message>
        <source>&amp;Servers or addresses, one a line</source>
        <translation>&amp;Server oder Adressen, eine pro Zeile</translation>
    </message>
    <message>
        <source>Of one name alone, every address behind it is asked on its own.</source>
        <translation>Steht ein Name allein, wird jede Adresse dahinter einzeln gefragt.</translation>
    </message>
    <message>
        <source>They are servers of &amp;one Host Guardian Service</source>
        <translation>Es sind Server &amp;eines Host Guardian Service</translation>
    </message>
    <message>
        <source>Re&amp;member the answers, to compare with them next time</source>
        <translation>Antworten &amp;merken, um nächstes Mal damit zu vergleichen</translation>
    </message>
    <message>
        <source>As&amp;k now</source>
        <translation>Jetzt &amp;fragen</translation>
    </message>
    <message>
        <source>&amp;Check certificates or reports…</source>
        <translation>&amp;Zertifikate oder Berichte prüfen…</translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>Test the backup of {0}</source>
        <translation>Sicherung von {0} testen</translation>
    </message>
    <message>
        <source>Back up the key of {0}</source>
        <translation>Schlüssel von {0} sichern</translation>
    </message>
    <message>
        <source>The backup is opened with its own passphrase and compared with the key. Nothing is changed.</source>
        <translation>Die Sicherung wird mit ihrer eigenen Passphrase geöffnet und mit dem Schlüssel verglichen. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>The backup is written, opened again from there, and compared with the key.</source>
        <translation>Die Sicherung wird geschrieben, von dort wieder geöffnet und mit dem Schlüssel verglichen.</translation>
    </message>
    <message>
        <source>&amp;Folder of the backup</source>
        <translation>&amp;Ordner der Sicherung</translation>
    </message>
    <message>
        <source>&amp;Save the backup in the folder</source>
        <translation>&amp;Sicherung in diesem Ordner ablegen</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the key on this computer</source>
        <translation>&amp;Passphrase des Schlüssels auf diesem Computer</translation>
    </message>
    <message>
        <source>Passphrase &amp;of the backup</source>
        <translation>Passphrase der Si&amp;cherung</translation>
    </message>
    <message>
        <source>Passphrase f&amp;or the backup</source>
        <translation>Passphrase &amp;für die Sicherung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>&amp;Write and test</source>
        <translation>S&amp;chreiben und testen</translation>
    </message>
    <message>
        <source>Choose a folder, best on another drive.</source>
        <translation>Wählen Sie einen Ordner, am besten auf einem anderen Laufwerk.</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Geben Sie die Passphrase ein.</translation>
    </message>
    <message>
        <source>This backup opens, but it is of another key. Look for the right one.</source>
        <translation>Diese Sicherung lässt sich öffnen, gehört aber zu einem anderen Schlüssel. Suchen Sie die richtige.</translation>
    </message>
    <message>
        <source>The backup was opened and compared: it holds this key.</source>
        <translation>Die Sicherung wurde geöffnet und verglichen: sie enthält diesen Schlüssel.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
</context>
<context>
    <name>Badge</name>
    <message>
        <source>Trusted</source>
        <translation>Vertrauenswürdig</translation>
    </message>
    <message>
        <source>No proof</source>
        <translation>Ohne Nachweis</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Key backed up</source>
        <translation>Schlüssel gesichert</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>Noch keine Sicherung</translation>
    </message>
    <message>
        <source>No private key</source>
        <translation>Kein privater Schlüssel</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Shielded</source>
        <translation>Shielded</translation>
    </message>
    <message>
        <source>Encryption Supported</source>
        <translation>Encryption Supported</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Same key</source>
        <translation>Gleicher Schlüssel</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>Weiter gefasst</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Enger gefasst</translation>
    </message>
</context>
<context>
    <name>Bringing</name>
    <message>
        <source>Check metadata</source>
        <translation>Metadaten prüfen</translation>
    </message>
    <message>
        <source>Guardian metadata (*.xml);;All files (*)</source>
        <translation>Guardian-Metadaten (*.xml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Look at this file</source>
        <translation>Diese Datei ansehen</translation>
    </message>
    <message>
        <source>Look at {0} files, one after the other</source>
        <translation>{0} Dateien nacheinander ansehen</translation>
    </message>
    <message>
        <source>**{0}** is a certificate. Here a metadata file is needed.</source>
        <translation>**{0}** ist ein Zertifikat. Hier wird eine Metadatendatei gebraucht.</translation>
    </message>
    <message>
        <source>**{0}** is a PFX file with a private key. Here a metadata file is needed.</source>
        <translation>**{0}** ist eine PFX-Datei mit einem privaten Schlüssel. Hier wird eine Metadatendatei gebraucht.</translation>
    </message>
    <message>
        <source>**{0}** is a shielding data file. Here a metadata file is needed.</source>
        <translation>**{0}** ist eine Schutzdatendatei. Hier wird eine Metadatendatei gebraucht.</translation>
    </message>
    <message>
        <source>**{0}** is a key protector. Here a metadata file is needed.</source>
        <translation>**{0}** ist ein Schlüsselschutz. Hier wird eine Metadatendatei gebraucht.</translation>
    </message>
    <message>
        <source>**{0}** is in a format of Microsoft's own. Here a metadata file is needed.</source>
        <translation>**{0}** hat ein Format, das Microsoft nicht veröffentlicht. Hier wird eine Metadatendatei gebraucht.</translation>
    </message>
    <message>
        <source>**{0}** is a recipe. Here a metadata file is needed.</source>
        <translation>**{0}** ist ein Rezept. Hier wird eine Metadatendatei gebraucht.</translation>
    </message>
    <message>
        <source>**{0}** is another kind of file. Here a metadata file is needed.</source>
        <translation>**{0}** ist eine Datei anderer Art. Hier wird eine Metadatendatei gebraucht.</translation>
    </message>
    <message>
        <source>Pasted, {0}</source>
        <translation>Eingefügt, {0}</translation>
    </message>
</context>
<context>
    <name>CertificateCard</name>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save the certificate: {0}</source>
        <translation>Zertifikat speichern: {0}</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>RSA {0}</source>
        <translation>RSA {0}</translation>
    </message>
    <message>
        <source>Not an RSA key</source>
        <translation>Kein RSA-Schlüssel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Itself (self-signed)</source>
        <translation>Sich selbst (selbstsigniert)</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>SHA-1, only for looking it up in Windows</source>
        <translation>SHA-1, nur zum Nachschlagen in Windows</translation>
    </message>
    <message>
        <source>Windows thumbprint</source>
        <translation>Windows-Thumbprint</translation>
    </message>
    <message>
        <source>The dates cannot be read</source>
        <translation>Die Daten sind nicht lesbar</translation>
    </message>
    <message>
        <source>{0} to {1}, not valid yet</source>
        <translation>{0} bis {1}, noch nicht gültig</translation>
    </message>
    <message>
        <source>{0} to {1}, expired {1}</source>
        <translation>{0} bis {1}, abgelaufen am {1}</translation>
    </message>
    <message>
        <source>{0} to {1}, less than a day left</source>
        <translation>{0} bis {1}, weniger als ein Tag übrig</translation>
    </message>
    <message>
        <source>{0} to {1}, one day left</source>
        <translation>{0} bis {1}, ein Tag übrig</translation>
    </message>
    <message numerus="yes">
        <source>{0} to {1}, %n days left</source>
        <translation>
            <numerusform>{0} bis {1}, %n Tag übrig</numerusform>
            <numerusform>{0} bis {1}, %n Tage übrig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} to {1}, %n months left</source>
        <translation>
            <numerusform>{0} bis {1}, %n Monat übrig</numerusform>
            <numerusform>{0} bis {1}, %n Monate übrig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} to {1}, %n years left</source>
        <translation>
            <numerusform>{0} bis {1}, %n Jahr übrig</numerusform>
            <numerusform>{0} bis {1}, %n Jahre übrig</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the fingerprint of this certificate</source>
        <translation>Fingerabdruck dieses Zertifikats kopieren</translation>
    </message>
</context>
<context>
    <name>ChangeFileDialog</name>
    <message>
        <source>Change {0}</source>
        <translation>{0} ändern</translation>
    </message>
    <message>
        <source>Tick who may start VMs made from this file. A new file is made under new keys; only its owner can.</source>
        <translation>Kreuzen Sie an, wer VMs aus dieser Datei starten darf. Eine neue Datei entsteht unter neuen Schlüsseln; das kann nur ihr Besitzer.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Make the new file</source>
        <translation>&amp;Neue Datei erstellen</translation>
    </message>
    <message>
        <source>Hosters</source>
        <translation>Hoster</translation>
    </message>
    <message>
        <source>Shielded</source>
        <translation>Shielded</translation>
    </message>
    <message>
        <source>Encryption Supported</source>
        <translation>Encryption Supported</translation>
    </message>
    <message>
        <source>&amp;Policy</source>
        <translation>R&amp;ichtlinie</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>A new file is made without it. Copies that the hoster already has still open. To be sure, make new VMs.</source>
        <translation>Es entsteht eine neue Datei ohne diesen Hoster. Kopien, die er schon hat, lassen sich weiter öffnen. Erstellen Sie neue VMs, um sicher zu sein.</translation>
    </message>
    <message>
        <source>&amp;Save as</source>
        <translation>Speichern &amp;unter</translation>
    </message>
    <message>
        <source>Replace the &amp;file, after the new one was compared</source>
        <translation>Datei er&amp;setzen, nachdem die neue verglichen wurde</translation>
    </message>
    <message>
        <source>Go on from this &amp;older file, and count the new one as the newest</source>
        <translation>&amp;Von dieser älteren Datei ausgehen und die neue als neueste zählen</translation>
    </message>
    <message>
        <source>A guardian that is not in your library</source>
        <translation>Ein Guardian, der nicht in Ihrer Bibliothek ist</translation>
    </message>
    <message>
        <source>May open the file now</source>
        <translation>Darf die Datei jetzt öffnen</translation>
    </message>
    <message>
        <source>Policy: {0}</source>
        <translation>Richtlinie: {0}</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>Nothing is changed yet. Tick or untick a hoster first.</source>
        <translation>Noch ist nichts geändert. Kreuzen Sie erst einen Hoster an, oder nehmen Sie ein Kreuz weg.</translation>
    </message>
    <message>
        <source>Choose another name, or say that the file may be replaced.</source>
        <translation>Wählen Sie einen anderen Namen, oder erlauben Sie, die Datei zu ersetzen.</translation>
    </message>
    <message>
        <source>Only its owner can change a file, and that key is not on this computer.</source>
        <translation>Nur ihr Besitzer kann eine Datei ändern, und dessen Schlüssel ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Needed to sign {0}. It is never written to disk or sent.</source>
        <translation>Nötig, um {0} zu signieren. Sie wird nie auf einen Datenträger geschrieben oder gesendet.</translation>
    </message>
</context>
<context>
    <name>ChangedView</name>
    <message>
        <source>**New keys do not reach VMs that exist already.** Ask the hoster to keep the old keys in service, or give those VMs a new key protector.</source>
        <translation>**Neue Schlüssel erreichen keine VMs, die es schon gibt.** Bitten Sie den Hoster, die alten Schlüssel in Betrieb zu lassen, oder geben Sie diesen VMs einen neuen Schlüsselschutz.</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>&amp;Name for the new keys</source>
        <translation>&amp;Name für die neuen Schlüssel</translation>
    </message>
    <message>
        <source>Before that, show whose keys these are.</source>
        <translation>Zeigen Sie vorher, wessen Schlüssel das sind.</translation>
    </message>
    <message>
        <source>In your library</source>
        <translation>In Ihrer Bibliothek</translation>
    </message>
    <message>
        <source>In this file</source>
        <translation>In dieser Datei</translation>
    </message>
    <message>
        <source>Which of my files are concerned? ({0})</source>
        <translation>Welche meiner Dateien sind betroffen? ({0})</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
        <source>You already have a guardian of that name. Choose another, or replace the old one.</source>
        <translation>Sie haben schon einen Guardian mit diesem Namen. Wählen Sie einen anderen, oder ersetzen Sie den alten.</translation>
    </message>
    <message>
        <source>Keep &amp;both</source>
        <translation>B&amp;eide behalten</translation>
    </message>
    <message>
        <source>Rep&amp;lace</source>
        <translation>Erse&amp;tzen</translation>
    </message>
    <message>
        <source>&amp;Keep the old keys</source>
        <translation>Alte S&amp;chlüssel behalten</translation>
    </message>
    <message>
        <source>Keep the old keys</source>
        <translation>Alte Schlüssel behalten</translation>
    </message>
    <message>
        <source>Nothing changes. The right choice if nobody told you about new keys.</source>
        <translation>Nichts ändert sich. Die richtige Wahl, wenn Ihnen niemand von neuen Schlüsseln erzählt hat.</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>New files are locked for the new keys. Old files and VMs go on with the old ones.</source>
        <translation>Neue Dateien werden für die neuen Schlüssel verschlossen. Alte Dateien und VMs bleiben bei den alten.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>The old keys leave your library. You can undo this.</source>
        <translation>Die alten Schlüssel verlassen Ihre Bibliothek. Das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Signing certificate</source>
        <translation>Signaturzertifikat</translation>
    </message>
    <message>
        <source>Encryption certificate</source>
        <translation>Verschlüsselungszertifikat</translation>
    </message>
    <message>
        <source>Signer of the file</source>
        <translation>Signierer der Datei</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Not signed, or not known</source>
        <translation>Nicht signiert oder nicht bekannt</translation>
    </message>
</context>
<context>
    <name>CheckBody</name>
    <message>
        <source>Check the communications &amp;signature</source>
        <translation>Kommunikations&amp;signatur prüfen</translation>
    </message>
    <message>
        <source>What does it prove?</source>
        <translation>Was beweist sie?</translation>
    </message>
    <message>
        <source>It proves who served this file and that nobody changed it on the way, to someone who knows the signer's certificate from elsewhere. It does not prove that the keys are good.</source>
        <translation>Sie beweist, wer diese Datei geliefert hat und dass niemand sie unterwegs verändert hat. Das gilt nur für jemanden, der das Zertifikat des Signierers von anderswo kennt. Sie beweist nicht, dass die Schlüssel gut sind.</translation>
    </message>
</context>
<context>
    <name>CheckFooter</name>
    <message>
        <source>Copy &amp;report</source>
        <translation>Be&amp;richt kopieren</translation>
    </message>
    <message>
        <source>For people who run a Host Guardian Service: what your tenants see</source>
        <translation>Für alle, die einen Host Guardian Service betreiben: was Ihre Mandanten sehen</translation>
    </message>
    <message>
        <source>Hoster's &amp;desk</source>
        <translation>Hoster-Arbeits&amp;platz</translation>
    </message>
    <message>
        <source>&amp;Keep out</source>
        <translation>Nicht a&amp;ufnehmen</translation>
    </message>
    <message>
        <source>&amp;Add guardian</source>
        <translation>&amp;Guardian aufnehmen</translation>
    </message>
    <message>
        <source>You decide at the end whether the hoster is added.</source>
        <translation>Am Ende entscheiden Sie, ob der Hoster aufgenommen wird.</translation>
    </message>
    <message>
        <source>File {0} of {1}</source>
        <translation>Datei {0} von {1}</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>%n passed</source>
        <translation>%n bestanden</translation>
    </message>
    <message>
        <source>%n failed</source>
        <translation>%n nicht bestanden</translation>
    </message>
    <message>
        <source>%n warning(s)</source>
        <translation>%n mit Warnung</translation>
    </message>
    <message>
        <source>%n note(s)</source>
        <translation>%n mit Hinweis</translation>
    </message>
    <message>
        <source>%n not checked</source>
        <translation>%n nicht geprüft</translation>
    </message>
    <message>
        <source>Checks: {0}</source>
        <translation>Prüfungen: {0}</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Nothing to do</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>The keys in this file are the keys that you have. Files that you made for them stay as they are.</source>
        <translation>Die Schlüssel in dieser Datei sind die, die Sie haben. Dateien, die Sie dafür erstellt haben, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>the hoster</source>
        <translation>dem Hoster</translation>
    </message>
</context>
<context>
    <name>CheckPlace</name>
    <message>
        <source>Protect a virtual machine</source>
        <translation>Virtuelle Maschine schützen</translation>
    </message>
    <message>
        <source>Hosters</source>
        <translation>Hoster</translation>
    </message>
    <message>
        <source>Guardians and owners</source>
        <translation>Guardians und Besitzer</translation>
    </message>
    <message>
        <source>Check metadata</source>
        <translation>Metadaten prüfen</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Text.</translation>
    </message>
    <message>
        <source>Replaced: “{0}”</source>
        <translation>Ersetzt: „{0}“</translation>
    </message>
    <message>
        <source>Added: “{0}”</source>
        <translation>Aufgenommen: „{0}“</translation>
    </message>
    <message>
        <source>Added: **{0}**. It is among your guardians now.</source>
        <translation>Aufgenommen: **{0}** gehört jetzt zu Ihren Guardians.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>&amp;Erklären</translation>
    </message>
</context>
<context>
    <name>CheckTabs</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>The certificates of a refused file are not shown.</source>
        <translation>Die Zertifikate einer abgelehnten Datei werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>Signing certificate</source>
        <translation>Signaturzertifikat</translation>
    </message>
    <message>
        <source>may sign</source>
        <translation>darf signieren</translation>
    </message>
    <message>
        <source>Encryption certificate</source>
        <translation>Verschlüsselungszertifikat</translation>
    </message>
    <message>
        <source>may encrypt data</source>
        <translation>darf Daten verschlüsseln</translation>
    </message>
    <message>
        <source>Signer's certificate</source>
        <translation>Zertifikat des Signierers</translation>
    </message>
    <message>
        <source>Another signing certificate</source>
        <translation>Ein weiteres Signaturzertifikat</translation>
    </message>
    <message>
        <source>The text is damaged; what cannot be read is marked.</source>
        <translation>Der Text ist beschädigt; was nicht lesbar ist, ist gekennzeichnet.</translation>
    </message>
    <message>
        <source>Only the beginning is shown.</source>
        <translation>Nur der Anfang wird gezeigt.</translation>
    </message>
</context>
<context>
    <name>CommandBox</name>
    <message>
        <source>Copy the command: {0}</source>
        <translation>Befehl kopieren: {0}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Compare two files</source>
        <translation>Zwei Dateien vergleichen</translation>
    </message>
    <message>
        <source>Differences in meaning, not in bytes</source>
        <translation>Unterschiede in der Bedeutung, nicht in den Bytes</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>&amp;Tauschen</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>Be&amp;richt kopieren</translation>
    </message>
    <message>
        <source>Show only &amp;differences</source>
        <translation>Nur &amp;Unterschiede zeigen</translation>
    </message>
    <message>
        <source>A wider rule lets more disks, hosters or people in.</source>
        <translation>Eine weiter gefasste Regel lässt mehr Datenträger, Hoster oder Personen herein.</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Hoster</source>
        <translation>Hoster</translation>
    </message>
    <message>
        <source>Template disk</source>
        <translation>Vorlagendatenträger</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Answer file</source>
        <translation>Antwortdatei</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>Andere Datei</translation>
    </message>
    <message>
        <source>Locked content</source>
        <translation>Verschlossener Inhalt</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>ContentsPage</name>
    <message>
        <source>What goes inside</source>
        <translation>Was hineinkommt</translation>
    </message>
    <message>
        <source>These files are locked inside. Only the owner, and healthy hosts of the ticked hosters, open them.</source>
        <translation>Diese Dateien werden darin verschlossen. Nur der Besitzer und gesunde Hosts der angekreuzten Hoster öffnen sie.</translation>
    </message>
    <message>
        <source>&amp;Answer file</source>
        <translation>A&amp;ntwortdatei</translation>
    </message>
    <message>
        <source>Answer files (*.xml);;All files (*)</source>
        <translation>Antwortdateien (*.xml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The file that answers the questions of the set-up</source>
        <translation>Die Datei, die die Fragen der Einrichtung beantwortet</translation>
    </message>
    <message>
        <source>An existing VM is set up already, so it needs no answer file.</source>
        <translation>Eine vorhandene VM ist schon eingerichtet und braucht keine Antwortdatei.</translation>
    </message>
    <message>
        <source>&amp;Make one for me…</source>
        <translation>Für &amp;mich erstellen…</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Andere Dateien</translation>
    </message>
    <message>
        <source>Certificates, scripts, anything that the answer file uses. They are copied into the new VM.</source>
        <translation>Zertifikate, Skripte, alles, was die Antwortdatei verwendet. Sie werden in die neue VM kopiert.</translation>
    </message>
    <message>
        <source>A&amp;dd files…</source>
        <translation>Hinzu&amp;fügen…</translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n andere Datei</numerusform>
            <numerusform>%n andere Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Use as the answer file</source>
        <translation>Als Antwortdatei verwenden</translation>
    </message>
    <message numerus="yes">
        <source>Add as other files (%n)</source>
        <translation>
            <numerusform>Als andere Datei hinzufügen (%n)</numerusform>
            <numerusform>Als andere Dateien hinzufügen (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Will you be able to reach this VM? Yes.</source>
        <translation>Werden Sie diese VM erreichen können? Ja.</translation>
    </message>
    <message>
        <source>Will you be able to reach this VM? Not sure.</source>
        <translation>Werden Sie diese VM erreichen können? Nicht sicher.</translation>
    </message>
    <message>
        <source>Will you be able to reach this VM? No.</source>
        <translation>Werden Sie diese VM erreichen können? Nein.</translation>
    </message>
    <message>
        <source>Its password is tried to check the file, and is not kept.</source>
        <translation>Das Kennwort wird ausprobiert, um die Datei zu prüfen, und nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Text (*.txt);;Web page (*.html);;CSV (*.csv);;JSON (*.json);;PowerShell (*.ps1)</source>
        <translation>Text (*.txt);;Webseite (*.html);;CSV (*.csv);;JSON (*.json);;PowerShell (*.ps1)</translation>
    </message>
    <message>
        <source>List for the hoster</source>
        <translation>Liste für den Hoster</translation>
    </message>
    <message>
        <source>The list is saved: {0}</source>
        <translation>Die Liste ist gespeichert: {0}</translation>
    </message>
</context>
<context>
    <name>DecidePanel</name>
    <message>
        <source>Certificates (*.cer *.crt *.der *.pem *.p7b);;All files (*)</source>
        <translation>Zertifikate (*.cer *.crt *.der *.pem *.p7b);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Signer's certificate</source>
        <translation>Zertifikat des Signierers</translation>
    </message>
    <message>
        <source>Browse for the signer's certificate</source>
        <translation>Zertifikat des Signierers suchen</translation>
    </message>
    <message>
        <source>Root certificate</source>
        <translation>Stammzertifikat</translation>
    </message>
    <message>
        <source>Browse for the root certificate</source>
        <translation>Stammzertifikat suchen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>Woher wissen Sie es?</translation>
    </message>
    <message>
        <source>One answer is enough. Get it over a channel you already had, such as the phone number in your contract. **Not from the message that brought this file.**</source>
        <translation>Eine Antwort genügt. Holen Sie sie über einen Weg, den Sie schon hatten, etwa die Telefonnummer in Ihrem Vertrag. **Nicht aus der Nachricht, die diese Datei brachte.**</translation>
    </message>
    <message>
        <source>Compare a fin&amp;gerprint (recommended)</source>
        <translation>&amp;Fingerabdruck vergleichen (empfohlen)</translation>
    </message>
    <message>
        <source>Go through it b&amp;y phone</source>
        <translation>Am Telefon &amp;klären</translation>
    </message>
    <message>
        <source>&amp;I have the signer's certificate</source>
        <translation>Ich habe das &amp;Zertifikat des Signierers</translation>
    </message>
    <message>
        <source>A root certificate stands behind the&amp;m</source>
        <translation>Ein Sta&amp;mmzertifikat steht dahinter</translation>
    </message>
    <message>
        <source>Copy a request to the hoster</source>
        <translation>Anfrage an den Hoster kopieren</translation>
    </message>
    <message>
        <source>Accept without proof…</source>
        <translation>Ohne Nachweis annehmen…</translation>
    </message>
    <message>
        <source>Your organisation asks for proof.</source>
        <translation>Ihre Organisation verlangt einen Nachweis.</translation>
    </message>
</context>
<context>
    <name>DeskFooter</name>
    <message>
        <source>E&amp;dit addresses…</source>
        <translation>Ad&amp;ressen bearbeiten…</translation>
    </message>
    <message>
        <source>Save &amp;report…</source>
        <translation>Bericht speicher&amp;n…</translation>
    </message>
    <message>
        <source>&amp;Plan a key change…</source>
        <translation>Schlüsselwechsel &amp;planen…</translation>
    </message>
    <message numerus="yes">
        <source>%n server(s) · read only · nothing is changed on them</source>
        <translation>
            <numerusform>%n Server · nur gelesen · daran wird nichts geändert</numerusform>
            <numerusform>%n Server · nur gelesen · daran wird nichts geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Read only · nothing is changed on your servers</source>
        <translation>Nur gelesen · auf Ihren Servern wird nichts geändert</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
</context>
<context>
    <name>DeskPlace</name>
    <message>
        <source>Hoster's desk</source>
        <translation>Hoster-Arbeitsplatz</translation>
    </message>
    <message>
        <source>Plan a key change</source>
        <translation>Schlüsselwechsel planen</translation>
    </message>
    <message>
        <source>Write the name or the address of a server.</source>
        <translation>Geben Sie den Namen oder die Adresse eines Servers ein.</translation>
    </message>
    <message>
        <source>Asking the servers…</source>
        <translation>Die Server werden gefragt…</translation>
    </message>
    <message>
        <source>One of these is no name or address of a server.</source>
        <translation>Eine dieser Angaben ist weder Name noch Adresse eines Servers.</translation>
    </message>
    <message>
        <source>Key change</source>
        <translation>Schlüsselwechsel</translation>
    </message>
    <message>
        <source>Check these certificates and reports</source>
        <translation>Diese Zertifikate und Berichte prüfen</translation>
    </message>
    <message>
        <source>Certificates, and reports of the server script</source>
        <translation>Zertifikate und Berichte des Serverskripts</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Fingerprint sheet</source>
        <translation>Fingerabdruckblatt</translation>
    </message>
    <message>
        <source>The sheet could not be written there.</source>
        <translation>Das Blatt ließ sich dort nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>As 12 groups of 5, and QR code</source>
        <translation>Als 12 Fünfergruppen und QR-Code</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Guardian fingerprint</source>
        <translation>Guardian-Fingerabdruck</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Antragsteller</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Signing certificate</source>
        <translation>Signaturzertifikat</translation>
    </message>
    <message>
        <source>Encryption certificate</source>
        <translation>Verschlüsselungszertifikat</translation>
    </message>
    <message>
        <source>Communications certificate</source>
        <translation>Kommunikationszertifikat</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>DigitCell</name>
    <message>
        <source>ticked</source>
        <translation>angekreuzt</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>nicht angekreuzt</translation>
    </message>
    <message>
        <source>Group {0} of {1}</source>
        <translation>Gruppe {0} von {1}</translation>
    </message>
</context>
<context>
    <name>DiskDialog</name>
    <message>
        <source>Change the template disk</source>
        <translation>Vorlagendatenträger ändern</translation>
    </message>
    <message>
        <source>Add a template disk</source>
        <translation>Vorlagendatenträger hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Name of the disk</source>
        <translation>&amp;Name des Datenträgers</translation>
    </message>
    <message>
        <source>To the letter as its maker signed it.</source>
        <translation>Buchstabengetreu, wie sein Hersteller ihn signiert hat.</translation>
    </message>
    <message>
        <source>N&amp;umber</source>
        <translation>N&amp;ummer</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Version</translation>
    </message>
    <message>
        <source>&amp;Signing certificate</source>
        <translation>&amp;Signaturzertifikat</translation>
    </message>
    <message>
        <source>Certificates (*.cer *.crt *.pem *.der *.p7b);;All files (*)</source>
        <translation>Zertifikate (*.cer *.crt *.pem *.der *.p7b);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Leave it empty to keep the signer.</source>
        <translation>Lassen Sie es leer, um den Signierer beizubehalten.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>Än&amp;dern</translation>
    </message>
    <message>
        <source>&amp;Add the disk</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
        <source>Four numbers from 0 to 65535, such as 2.1.0.0.</source>
        <translation>Vier Zahlen von 0 bis 65535, etwa 2.1.0.0.</translation>
    </message>
</context>
<context>
    <name>DisksPage</name>
    <message>
        <source>Template disks</source>
        <translation>Vorlagendatenträger</translation>
    </message>
    <message>
        <source>Only disks that match one of these volume ID qualifiers may be used for this VM. Name and signer must match exactly; only the version has leeway.</source>
        <translation>Für diese VM dürfen nur Datenträger verwendet werden, auf die einer dieser Volume-ID-Qualifizierer passt. Name und Signierer müssen genau stimmen; nur die Version hat Spielraum.</translation>
    </message>
    <message>
        <source>&amp;Add a disk…</source>
        <translation>Hinzu&amp;fügen…</translation>
    </message>
    <message>
        <source>From a &amp;description file…</source>
        <translation>Aus Beschreib&amp;ungsdatei…</translation>
    </message>
    <message numerus="yes">
        <source>%n disk(s)</source>
        <translation>
            <numerusform>%n Datenträger</numerusform>
            <numerusform>%n Datenträger</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add as template disks (%n)</source>
        <translation>
            <numerusform>Als Vorlagendatenträger hinzufügen (%n)</numerusform>
            <numerusform>Als Vorlagendatenträger hinzufügen (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Your hoster gives you a description file of each template disk, or its name and signer.</source>
        <translation>Ihr Hoster gibt Ihnen eine Beschreibungsdatei zu jedem Vorlagendatenträger, oder dessen Namen und Signierer.</translation>
    </message>
    <message>
        <source>No template disk yet</source>
        <translation>Noch kein Vorlagendatenträger</translation>
    </message>
    <message>
        <source>Descriptions of template disks (*.json);;All files (*)</source>
        <translation>Beschreibungen von Vorlagendatenträgern (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Description of a template disk</source>
        <translation>Beschreibung eines Vorlagendatenträgers</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>A refused file cannot be added</source>
        <translation>Eine abgelehnte Datei kann nicht aufgenommen werden</translation>
    </message>
    <message>
        <source>&amp;Keep out</source>
        <translation>Nicht a&amp;ufnehmen</translation>
    </message>
    <message>
        <source>&amp;Add guardian</source>
        <translation>&amp;Guardian aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Mar&amp;k as trusted</source>
        <translation>Ist &amp;vertrauenswürdig</translation>
    </message>
    <message>
        <source>You can mark it when question 3 is settled</source>
        <translation>Markieren können Sie ihn, wenn Frage 3 geklärt ist</translation>
    </message>
    <message>
        <source>You can add it when both are settled</source>
        <translation>Aufnehmen können Sie ihn, wenn beides geklärt ist</translation>
    </message>
    <message>
        <source>You can add it when you have decided about the dates</source>
        <translation>Aufnehmen können Sie ihn, wenn Sie über die Daten entschieden haben</translation>
    </message>
    <message>
        <source>You can add it when question 3 is settled</source>
        <translation>Aufnehmen können Sie ihn, wenn Frage 3 geklärt ist</translation>
    </message>
    <message>
        <source>Refused keys cannot be kept</source>
        <translation>Abgelehnte Schlüssel können nicht behalten werden</translation>
    </message>
    <message>
        <source>First show whose keys these are</source>
        <translation>Zeigen Sie erst, wessen Schlüssel das sind</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Help for this error</source>
        <translation>Hilfe zu diesem Fehler</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortfahren</translation>
    </message>
    <message>
        <source>Details: version, system, what happened; no secrets</source>
        <translation>Einzelheiten: Version, System, was geschah; keine Geheimnisse</translation>
    </message>
    <message>
        <source>Copy &amp;details</source>
        <translation>&amp;Details kopieren</translation>
    </message>
    <message>
        <source>Something unexpected happened in shieldwiz</source>
        <translation>In shieldwiz ist etwas Unerwartetes geschehen</translation>
    </message>
    <message>
        <source>This is our mistake, not yours. Your draft is safe and no file was left half written. Nothing is sent anywhere unless you send it.</source>
        <translation>Das ist unser Fehler, nicht Ihrer. Ihr Entwurf ist sicher, und keine Datei blieb halb geschrieben. Nichts wird gesendet, wenn Sie es nicht selbst senden.</translation>
    </message>
</context>
<context>
    <name>ExpiredSection</name>
    <message>
        <source>&amp;Use them although they have expired</source>
        <translation>Trotz Ablauf ver&amp;wenden</translation>
    </message>
    <message>
        <source>New VMs will start. The hoster has probably made new keys: ask.</source>
        <translation>Neue VMs starten. Der Hoster hat wahrscheinlich neue Schlüssel gemacht: fragen Sie.</translation>
    </message>
    <message>
        <source>The certificates have expired</source>
        <translation>Die Zertifikate sind abgelaufen</translation>
    </message>
</context>
<context>
    <name>FileView</name>
    <message>
        <source>What the file says</source>
        <translation>Was die Datei sagt</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>&amp;Vergleichen mit…</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>Be&amp;richt kopieren</translation>
    </message>
    <message>
        <source>To see what is inside, unlock it with the owner's or a hoster's key.</source>
        <translation>Um zu sehen, was darin ist, entsperren Sie sie mit dem Schlüssel des Besitzers oder eines Hosters.</translation>
    </message>
    <message>
        <source>Check this &amp;metadata</source>
        <translation>&amp;Metadaten prüfen</translation>
    </message>
    <message>
        <source>Open in the &amp;wizard</source>
        <translation>Im Ass&amp;istenten öffnen</translation>
    </message>
    <message>
        <source>Cha&amp;nge who can open it…</source>
        <translation>Ändern, &amp;wer sie öffnen kann…</translation>
    </message>
    <message>
        <source>&amp;Unlock…</source>
        <translation>&amp;Entsperren…</translation>
    </message>
    <message>
        <source>Shielding data file</source>
        <translation>Schutzdatendatei</translation>
    </message>
    <message>
        <source>Key protector</source>
        <translation>Schlüsselschutz</translation>
    </message>
    <message>
        <source>Guardian metadata</source>
        <translation>Guardian-Metadaten</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>PFX file</source>
        <translation>PFX-Datei</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>Description of a template disk</source>
        <translation>Beschreibung eines Vorlagendatenträgers</translation>
    </message>
    <message>
        <source>Owner key file or another age file</source>
        <translation>Besitzerschlüsseldatei oder andere age-Datei</translation>
    </message>
    <message>
        <source>A file of Microsoft's own format</source>
        <translation>Eine Datei in einem Format, das Microsoft nicht veröffentlicht</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>made {0}</source>
        <translation>erstellt {0}</translation>
    </message>
    <message>
        <source>revision {0}</source>
        <translation>Revision {0}</translation>
    </message>
    <message>
        <source>Genuine: signed by {0} and unchanged since.</source>
        <translation>Echt: signiert von {0} und seither unverändert.</translation>
    </message>
    <message>
        <source>The signatures fit the owner's certificate on this computer. The locked content was not read.</source>
        <translation>Die Signaturen passen zum Zertifikat des Besitzers auf diesem Computer. Der verschlossene Inhalt wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Unchanged since it was signed, by an owner you do not know.</source>
        <translation>Unverändert, seit sie signiert wurde, von einem Besitzer, den Sie nicht kennen.</translation>
    </message>
    <message>
        <source>Anybody may have made it. Compare the owner's fingerprint before you rely on it.</source>
        <translation>Jeder kann sie gemacht haben. Vergleichen Sie den Fingerabdruck des Besitzers, bevor Sie sich darauf verlassen.</translation>
    </message>
    <message>
        <source>Not genuine: the signature does not fit.</source>
        <translation>Nicht echt: Die Signatur passt nicht.</translation>
    </message>
    <message>
        <source>Older than one that you have seen.</source>
        <translation>Älter als eine, die Sie schon gesehen haben.</translation>
    </message>
    <message>
        <source>It was genuine once, but a newer revision of it was on this computer.</source>
        <translation>Sie war einmal echt, aber eine neuere Revision davon war auf diesem Computer.</translation>
    </message>
    <message>
        <source>Refused: the file does not hold to its rules.</source>
        <translation>Abgelehnt: Die Datei hält sich nicht an ihre Regeln.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Who can open it</source>
        <translation>Wer sie öffnen kann</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>XML</source>
        <translation>XML</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Shielded</source>
        <translation>Shielded</translation>
    </message>
    <message>
        <source>Encryption Supported</source>
        <translation>Encryption Supported</translation>
    </message>
    <message>
        <source>New VM from a shielded template</source>
        <translation>Neue VM aus einer abgeschirmten Vorlage</translation>
    </message>
    <message>
        <source>An existing VM</source>
        <translation>Eine vorhandene VM</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binär</translation>
    </message>
    <message>
        <source>decimal text</source>
        <translation>Dezimaltext</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Nobody but the owner</source>
        <translation>Niemand außer dem Besitzer</translation>
    </message>
    <message>
        <source>Can start the VM</source>
        <translation>Kann die VM starten</translation>
    </message>
    <message>
        <source>Template disks</source>
        <translation>Vorlagendatenträger</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Locked content</source>
        <translation>Verschlossener Inhalt</translation>
    </message>
    <message>
        <source>AES-256, not read</source>
        <translation>AES-256, nicht gelesen</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Ihr Schlüssel</translation>
    </message>
    <message>
        <source>An owner that you do not know</source>
        <translation>Ein Besitzer, den Sie nicht kennen</translation>
    </message>
    <message>
        <source>A guardian that is not in your library</source>
        <translation>Ein Guardian, der nicht in Ihrer Bibliothek ist</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Fingerprint of {0}</source>
        <translation>Fingerabdruck von {0}</translation>
    </message>
    <message>
        <source>it</source>
        <translation>diesem Guardian</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Antragsteller</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>Fingerabdruck (SHA-256)</translation>
    </message>
    <message>
        <source>The file as text</source>
        <translation>Die Datei als Text</translation>
    </message>
    <message>
        <source>… (cut here; the file is longer)</source>
        <translation>… (hier abgeschnitten; die Datei ist länger)</translation>
    </message>
</context>
<context>
    <name>FindingDialog</name>
    <message>
        <source>Answer file</source>
        <translation>Antwortdatei</translation>
    </message>
    <message>
        <source>The answer file, without its secrets</source>
        <translation>Die Antwortdatei, ohne ihre Geheimnisse</translation>
    </message>
    <message>
        <source>Rule {0}. Passwords and product keys are shown as dots.</source>
        <translation>Regel {0}. Kennwörter und Produktschlüssel erscheinen als Punkte.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>Do not accept it any &amp;more</source>
        <translation>Nicht m&amp;ehr akzeptieren</translation>
    </message>
    <message>
        <source>&amp;Accept it all the same</source>
        <translation>Trotzdem &amp;akzeptieren</translation>
    </message>
</context>
<context>
    <name>FingerprintBox</name>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>Paste the fingerprint</source>
        <translation>Fingerabdruck einfügen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear the fingerprint</source>
        <translation>Fingerabdruck leeren</translation>
    </message>
    <message>
        <source>Guardian fingerprint you were told</source>
        <translation>Guardian-Fingerabdruck, der Ihnen gesagt wurde</translation>
    </message>
    <message>
        <source>Paste what you were told</source>
        <translation>Fügen Sie ein, was Ihnen gesagt wurde</translation>
    </message>
    <message>
        <source>64 digits and letters, or 60 digits. Spaces and dashes do not matter. The program compares; you need not.</source>
        <translation>64 Ziffern und Buchstaben oder 60 Ziffern. Leerzeichen und Striche zählen nicht. Das Programm vergleicht; Sie müssen es nicht.</translation>
    </message>
    <message>
        <source>{0} of {1}. Go on.</source>
        <translation>{0} von {1}. Weiter.</translation>
    </message>
    <message>
        <source>Different. These are not the keys you were told about. Do not add this guardian; call the hoster.</source>
        <translation>Verschieden. Das sind nicht die Schlüssel, von denen man Ihnen erzählt hat. Nehmen Sie diesen Guardian nicht auf; rufen Sie den Hoster an.</translation>
    </message>
    <message>
        <source>This is a Windows thumbprint (SHA-1, 40 digits). It is too weak to prove anything. Ask for the SHA-256 guardian fingerprint.</source>
        <translation>Das ist ein Windows-Thumbprint (SHA-1, 40 Ziffern). Er ist zu schwach, um etwas zu beweisen. Fragen Sie nach dem Guardian-Fingerabdruck mit SHA-256.</translation>
    </message>
    <message>
        <source>This contains {0}, which no fingerprint has.</source>
        <translation>Darin steht {0}, was kein Fingerabdruck enthält.</translation>
    </message>
    <message>
        <source>This has {0} digits. A fingerprint has 64, or 60 when it is read out.</source>
        <translation>Das sind {0} Ziffern. Ein Fingerabdruck hat 64, oder 60, wenn er vorgelesen wird.</translation>
    </message>
    <message>
        <source>You copied this from shieldwiz itself. Comparing a value with itself proves nothing.</source>
        <translation>Das haben Sie aus shieldwiz selbst kopiert. Einen Wert mit sich selbst zu vergleichen beweist nichts.</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Text.</translation>
    </message>
    <message>
        <source>Same. All 60 digits match the guardian fingerprint.</source>
        <translation>Gleich. Alle 60 Ziffern stimmen mit dem Guardian-Fingerabdruck überein.</translation>
    </message>
    <message>
        <source>Same. All 64 digits match the guardian fingerprint.</source>
        <translation>Gleich. Alle 64 Ziffern stimmen mit dem Guardian-Fingerabdruck überein.</translation>
    </message>
    <message>
        <source>This is the fingerprint of the signing certificate alone. Ask for the guardian fingerprint, which covers both keys.</source>
        <translation>Das ist der Fingerabdruck des Signaturzertifikats allein. Fragen Sie nach dem Guardian-Fingerabdruck, der beide Schlüssel umfasst.</translation>
    </message>
    <message>
        <source>This is the fingerprint of the encryption certificate alone. Ask for the guardian fingerprint, which covers both keys.</source>
        <translation>Das ist der Fingerabdruck des Verschlüsselungszertifikats allein. Fragen Sie nach dem Guardian-Fingerabdruck, der beide Schlüssel umfasst.</translation>
    </message>
    <message>
        <source>This is the fingerprint of the signer. Use “I have the signer's certificate” with it.</source>
        <translation>Das ist der Fingerabdruck des Signierers. Verwenden Sie ihn mit „Ich habe das Zertifikat des Signierers“.</translation>
    </message>
</context>
<context>
    <name>FingerprintDialog</name>
    <message>
        <source>Guardian fingerprint</source>
        <translation>Guardian-Fingerabdruck</translation>
    </message>
    <message>
        <source>Read these groups out on the phone; the other side ticks them one by one.</source>
        <translation>Lesen Sie diese Gruppen am Telefon vor; die andere Seite kreuzt sie nacheinander an.</translation>
    </message>
    <message>
        <source>The same in hexadecimal, and as a QR code:</source>
        <translation>Dasselbe hexadezimal und als QR-Code:</translation>
    </message>
    <message>
        <source>QR code of the guardian fingerprint</source>
        <translation>QR-Code des Guardian-Fingerabdrucks</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
</context>
<context>
    <name>GuardianDetails</name>
    <message>
        <source>Check &amp;newer file…</source>
        <translation>&amp;Neuere Datei prüfen…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>Ex&amp;portieren…</translation>
    </message>
    <message>
        <source>Compare &amp;fingerprint…</source>
        <translation>&amp;Fingerabdruck vergleichen…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>Fingerprint &amp;sheet…</source>
        <translation>Fingerabdruckbla&amp;tt…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Guardian since {0}</source>
        <translation>Guardian seit {0}</translation>
    </message>
    <message>
        <source>An expired communications certificate is harmless. When keys change, you will be asked.</source>
        <translation>Ein abgelaufenes Kommunikationszertifikat schadet nicht. Wenn sich Schlüssel ändern, werden Sie gefragt.</translation>
    </message>
    <message>
        <source>Trusted because you compared the fingerprint</source>
        <translation>Vertrauenswürdig, weil Sie den Fingerabdruck verglichen haben</translation>
    </message>
    <message>
        <source>Trusted because you confirmed its signer</source>
        <translation>Vertrauenswürdig, weil Sie seinen Signierer bestätigt haben</translation>
    </message>
    <message>
        <source>Trusted because you chose the root that stands behind it</source>
        <translation>Vertrauenswürdig, weil Sie das Stammzertifikat gewählt haben, das dahintersteht</translation>
    </message>
    <message>
        <source>{0}, reason: “{1}”.</source>
        <translation>{0}, Grund: „{1}“.</translation>
    </message>
    <message>
        <source>{0} Note: {1}</source>
        <translation>{0} Notiz: {1}</translation>
    </message>
    <message>
        <source>Refused today: its keys are not fit any more</source>
        <translation>Heute abgelehnt: seine Schlüssel sind nicht mehr geeignet</translation>
    </message>
    <message>
        <source>&amp;Compare its fingerprint…</source>
        <translation>Fingerabdruck &amp;vergleichen…</translation>
    </message>
    <message>
        <source>Accepted by you, without proof</source>
        <translation>Von Ihnen angenommen, ohne Nachweis</translation>
    </message>
    <message>
        <source>Newer metadata</source>
        <translation>Neuere Metadaten</translation>
    </message>
    <message>
        <source>Metadata as received (*.xml)</source>
        <translation>Metadaten, wie empfangen (*.xml)</translation>
    </message>
    <message>
        <source>Certificates (*.pem)</source>
        <translation>Zertifikate (*.pem)</translation>
    </message>
    <message>
        <source>Report (*.json)</source>
        <translation>Bericht (*.json)</translation>
    </message>
    <message>
        <source>Export the guardian</source>
        <translation>Guardian exportieren</translation>
    </message>
    <message>
        <source>Fingerprint sheet</source>
        <translation>Fingerabdruckblatt</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Hilfe durchsuchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
</context>
<context>
    <name>HostersPage</name>
    <message>
        <source>Hosters</source>
        <translation>Hoster</translation>
    </message>
    <message>
        <source>Tick every hoster whose hosts may start this VM. Each one can read the disk keys inside this file.</source>
        <translation>Kreuzen Sie jeden Hoster an, dessen Hosts diese VM starten dürfen. Jeder davon kann die Datenträgerschlüssel in dieser Datei lesen.</translation>
    </message>
    <message>
        <source>Go on without a hoster</source>
        <translation>Ohne Hoster fortfahren</translation>
    </message>
    <message>
        <source>No hoster is ticked. Only you, the owner, could start this VM. Go on only if that is what you want.</source>
        <translation>Kein Hoster ist angekreuzt. Nur Sie, der Besitzer, könnten diese VM starten. Fahren Sie nur fort, wenn Sie das wollen.</translation>
    </message>
    <message>
        <source>You, the owner, always have access and need not be ticked.</source>
        <translation>Sie, der Besitzer, haben immer Zugang und brauchen kein Kreuz.</translation>
    </message>
    <message>
        <source>Drop metadata files here, or paste</source>
        <translation>Metadatendateien hier ablegen oder einfügen</translation>
    </message>
    <message>
        <source>From a f&amp;ile…</source>
        <translation>Aus einer Da&amp;tei…</translation>
    </message>
    <message>
        <source>Add a hoster from a file</source>
        <translation>Hoster aus einer Datei hinzufügen</translation>
    </message>
    <message>
        <source>From an &amp;address…</source>
        <translation>&amp;Von einer Adresse…</translation>
    </message>
    <message>
        <source>Add a hoster from an address</source>
        <translation>Hoster von einer Adresse hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>Add a hoster from the clipboard</source>
        <translation>Hoster aus der Zwischenablage hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Check the metadata (%n file(s))</source>
        <translation>
            <numerusform>Metadaten prüfen (%n Datei)</numerusform>
            <numerusform>Metadaten prüfen (%n Dateien)</numerusform>
        </translation>
    </message>
    <message>
        <source>The practice hoster has sent you metadata. Its fingerprint is printed on its contract:</source>
        <translation>Der Übungs-Hoster hat Ihnen Metadaten geschickt. Sein Fingerabdruck steht auf seinem Vertrag:</translation>
    </message>
    <message>
        <source>&amp;Copy fingerprint</source>
        <translation>Fingerabdruck &amp;kopieren</translation>
    </message>
    <message>
        <source>Chec&amp;k it</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Nobody but you</source>
        <translation>Niemand außer Ihnen</translation>
    </message>
    <message numerus="yes">
        <source>%n hoster(s), one without proof</source>
        <translation>
            <numerusform>%n Hoster, einer ohne Nachweis</numerusform>
            <numerusform>%n Hoster, einer ohne Nachweis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hosters, several without proof</source>
        <translation>
            <numerusform>%n Hoster, mehrere ohne Nachweis</numerusform>
            <numerusform>%n Hoster, mehrere ohne Nachweis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hoster(s)</source>
        <translation>
            <numerusform>%n Hoster</numerusform>
            <numerusform>%n Hoster</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hoster(s) ticked</source>
        <translation>
            <numerusform>%n Hoster angekreuzt</numerusform>
            <numerusform>%n Hoster angekreuzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a hoster…</source>
        <translation>Hoster hinzufügen…</translation>
    </message>
    <message>
        <source>A hoster gives you a metadata file or an address.</source>
        <translation>Ein Hoster gibt Ihnen eine Metadatendatei oder eine Adresse.</translation>
    </message>
    <message>
        <source>No hosters yet</source>
        <translation>Noch keine Hoster</translation>
    </message>
    <message>
        <source>This is your own owner key. It cannot be a hoster.</source>
        <translation>Das ist Ihr eigener Besitzerschlüssel. Er kann kein Hoster sein.</translation>
    </message>
    <message>
        <source>Compare its fingerprint…</source>
        <translation>Fingerabdruck vergleichen…</translation>
    </message>
    <message>
        <source>You let it in without proof.</source>
        <translation>Sie haben ihn ohne Nachweis aufgenommen.</translation>
    </message>
    <message>
        <source>Expired certificates keep working for existing VMs. For a new VM, ask for current metadata.</source>
        <translation>Abgelaufene Zertifikate gelten für vorhandene VMs weiter. Fragen Sie für eine neue VM nach aktuellen Metadaten.</translation>
    </message>
    <message>
        <source>&amp;Show in the library</source>
        <translation>In der Bibliothek zei&amp;gen</translation>
    </message>
    <message>
        <source>Check &amp;newer file…</source>
        <translation>&amp;Neuere Datei prüfen…</translation>
    </message>
    <message>
        <source>Guardian · fingerprint compared {0} · certificates until {1}</source>
        <translation>Guardian · Fingerabdruck verglichen {0} · Zertifikate bis {1}</translation>
    </message>
    <message>
        <source>Guardian · signer confirmed {0} · certificates until {1}</source>
        <translation>Guardian · Signierer bestätigt {0} · Zertifikate bis {1}</translation>
    </message>
    <message>
        <source>Guardian · root certificate chosen {0} · certificates until {1}</source>
        <translation>Guardian · Stammzertifikat gewählt {0} · Zertifikate bis {1}</translation>
    </message>
    <message>
        <source>Guardian · accepted without proof {0} · certificates until {1}</source>
        <translation>Guardian · ohne Nachweis angenommen {0} · Zertifikate bis {1}</translation>
    </message>
    <message>
        <source>Guardian metadata</source>
        <translation>Guardian-Metadaten</translation>
    </message>
    <message>
        <source>Newer metadata</source>
        <translation>Neuere Metadaten</translation>
    </message>
</context>
<context>
    <name>InspectorPlace</name>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>A shielding data file, a key protector, metadata, a certificate. Two files are compared.</source>
        <translation>Eine Schutzdatendatei, ein Schlüsselschutz, Metadaten, ein Zertifikat. Zwei Dateien werden verglichen.</translation>
    </message>
    <message>
        <source>Drop one or two files here</source>
        <translation>Eine oder zwei Dateien hier ablegen</translation>
    </message>
    <message>
        <source>&amp;Choose a file…</source>
        <translation>Datei a&amp;uswählen…</translation>
    </message>
    <message>
        <source>Protect a virtual machine</source>
        <translation>Virtuelle Maschine schützen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Compare these two files</source>
        <translation>Diese zwei Dateien vergleichen</translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>Hineinsehen</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
</context>
<context>
    <name>KitKeyDialog</name>
    <message>
        <source>The kit for Windows</source>
        <translation>Das Kit für Windows</translation>
    </message>
    <message>
        <source>On a Windows computer that you trust, this kit makes {0}. Two values are asked for there that are not in the kit. Hand them over in another way than the kit itself.</source>
        <translation>Auf einem Windows-Computer, dem Sie vertrauen, erstellt dieses Kit {0}. Dort wird nach zwei Werten gefragt, die nicht im Kit stehen. Übergeben Sie sie auf einem anderen Weg als das Kit selbst.</translation>
    </message>
    <message>
        <source>I &amp;have both</source>
        <translation>Ich &amp;habe beide</translation>
    </message>
    <message>
        <source>&amp;No kit</source>
        <translation>Kei&amp;n Kit</translation>
    </message>
    <message>
        <source>&amp;Write the kit</source>
        <translation>Kit &amp;schreiben</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the kit key</source>
        <translation>Kit-Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Kit key</source>
        <translation>Kit-Schlüssel</translation>
    </message>
    <message>
        <source>It opens all that is locked in the kit. It is shown now and never again, and kept nowhere.</source>
        <translation>Er öffnet alles, was im Kit verschlossen ist. Er wird jetzt gezeigt und nie wieder, und nirgends aufbewahrt.</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Copy the kit fingerprint</source>
        <translation>Kit-Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Kit fingerprint</source>
        <translation>Kit-Fingerabdruck</translation>
    </message>
    <message>
        <source>By it the script on Windows notices a kit that somebody changed. It is no secret.</source>
        <translation>An ihm merkt das Skript unter Windows, wenn jemand das Kit verändert hat. Er ist kein Geheimnis.</translation>
    </message>
    <message>
        <source>What the kit holds</source>
        <translation>Was das Kit enthält</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Microsoft's catalog (.vsc) of %n template disk(s) is missing, the first is {0}. Whoever runs the kit puts it there; its README says where.</source>
        <translation>
            <numerusform>Microsofts Katalog (.vsc) von %n Vorlagendatenträger fehlt, nämlich {0}. Wer das Kit ausführt, legt ihn hinein; in der README steht, wohin.</numerusform>
            <numerusform>Microsofts Kataloge (.vsc) von %n Vorlagendatenträgern fehlen, der erste ist {0}. Wer das Kit ausführt, legt sie hinein; in der README steht, wohin.</numerusform>
        </translation>
    </message>
    <message>
        <source>The kit follows Microsoft's documents. It was never run on a real Windows computer by us; its README says what is not known.</source>
        <translation>Das Kit folgt Microsofts Dokumenten. Wir haben es nie auf einem echten Windows-Computer ausgeführt; in seiner README steht, was nicht bekannt ist.</translation>
    </message>
</context>
<context>
    <name>LibraryPlace</name>
    <message>
        <source>Hosters that you let in, and your own keys, stand at the left.</source>
        <translation>Hoster, die Sie aufgenommen haben, und Ihre eigenen Schlüssel stehen links.</translation>
    </message>
    <message>
        <source>Guardians and owners</source>
        <translation>Guardians und Besitzer</translation>
    </message>
    <message>
        <source>Search name, subject, fingerprint</source>
        <translation>Name, Antragsteller, Fingerabdruck suchen</translation>
    </message>
    <message>
        <source>Guardians</source>
        <translation>Guardians</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>GUARDIANS</source>
        <translation>GUARDIANS</translation>
    </message>
    <message>
        <source>OWNERS</source>
        <translation>BESITZER</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hin&amp;zufügen</translation>
    </message>
    <message>
        <source>Add a guardian</source>
        <translation>Guardian hinzufügen</translation>
    </message>
    <message>
        <source>Ne&amp;w owner</source>
        <translation>Neuer Bes&amp;itzer</translation>
    </message>
    <message>
        <source>Nothing matches here.</source>
        <translation>Hier passt nichts.</translation>
    </message>
    <message>
        <source>No owner yet.</source>
        <translation>Noch kein Besitzer.</translation>
    </message>
    <message>
        <source>No guardian yet.</source>
        <translation>Noch kein Guardian.</translation>
    </message>
    <message>
        <source>key backed up</source>
        <translation>Schlüssel gesichert</translation>
    </message>
    <message>
        <source>no backup yet</source>
        <translation>noch keine Sicherung</translation>
    </message>
    <message>
        <source>expired {0}</source>
        <translation>abgelaufen {0}</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>bis {0}</translation>
    </message>
    <message>
        <source>Removed “{0}”.</source>
        <translation>„{0}“ wurde entfernt.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still let it in.</source>
        <translation>
            <numerusform>%n Datei lässt ihn weiter herein.</numerusform>
            <numerusform>%n Dateien lassen ihn weiter herein.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListRow</name>
    <message>
        <source>Menu of {0}</source>
        <translation>Menü von {0}</translation>
    </message>
</context>
<context>
    <name>LockedNote</name>
    <message>
        <source>Set by your organisation.</source>
        <translation>Von Ihrer Organisation festgelegt.</translation>
    </message>
    <message>
        <source>Ask {0}.</source>
        <translation>Fragen Sie {0}.</translation>
    </message>
</context>
<context>
    <name>NewAnswerFileDialog</name>
    <message>
        <source>Make an answer file</source>
        <translation>Antwortdatei erstellen</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Windows</translation>
    </message>
    <message>
        <source>Linux</source>
        <translation>Linux</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>S&amp;ystem</translation>
    </message>
    <message>
        <source>Computer &amp;name</source>
        <translation>Computer&amp;name</translation>
    </message>
    <message>
        <source>Empty: the hoster chooses it.</source>
        <translation>Leer: der Hoster wählt es.</translation>
    </message>
    <message>
        <source>DHCP</source>
        <translation>DHCP</translation>
    </message>
    <message>
        <source>Fixed, from the hoster</source>
        <translation>Fest, vom Hoster</translation>
    </message>
    <message>
        <source>N&amp;etwork</source>
        <translation>Net&amp;zwerk</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Kenn&amp;wort</translation>
    </message>
    <message>
        <source>Empty: one is made up, and shown.</source>
        <translation>Leer: eines wird erzeugt und gezeigt.</translation>
    </message>
    <message>
        <source>The file holds passwords in readable form. Delete it after sealing.</source>
        <translation>Die Datei enthält Kennwörter in lesbarer Form. Löschen Sie sie nach dem Verschließen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Make and save…</source>
        <translation>Erstellen, s&amp;peichern…</translation>
    </message>
    <message>
        <source>&amp;Administrator</source>
        <translation>&amp;Administrator</translation>
    </message>
    <message>
        <source>Such as W. Europe Standard Time. Empty: the hoster chooses it.</source>
        <translation>Etwa W. Europe Standard Time. Leer: der Hoster wählt sie.</translation>
    </message>
    <message>
        <source>&amp;Time zone</source>
        <translation>Ze&amp;itzone</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Empty: none, right for a volume licence. The word hoster: the hoster supplies it.</source>
        <translation>Leer: keiner, richtig bei einer Volumenlizenz. Das Wort hoster: der Hoster liefert ihn.</translation>
    </message>
    <message>
        <source>Product &amp;key</source>
        <translation>Prod&amp;uktschlüssel</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>Zugänge</translation>
    </message>
    <message>
        <source>&amp;Remote Desktop</source>
        <translation>Remote&amp;desktop</translation>
    </message>
    <message>
        <source>PowerShell remoting (&amp;WinRM)</source>
        <translation>PowerShell-Remoting (WinR&amp;M)</translation>
    </message>
    <message>
        <source>Certificates with keys (*.pfx *.p12);;All files (*)</source>
        <translation>Zertifikate mit Schlüsseln (*.pfx *.p12);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Certificate for Remote Desktop</source>
        <translation>Zertifikat &amp;für Remotedesktop</translation>
    </message>
    <message>
        <source>Password of the certificate</source>
        <translation>Kennwort des Zertifikats</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domäne</translation>
    </message>
    <message>
        <source>Leave it empty for a VM outside of any domain.</source>
        <translation>Lassen Sie es bei einer VM außerhalb jeder Domäne leer.</translation>
    </message>
    <message>
        <source>&amp;Domain</source>
        <translation>D&amp;omäne</translation>
    </message>
    <message>
        <source>Account that &amp;joins</source>
        <translation>Konto für den &amp;Beitritt</translation>
    </message>
    <message>
        <source>Password of this account</source>
        <translation>Kennwort dieses Kontos</translation>
    </message>
    <message>
        <source>&amp;Organisational unit</source>
        <translation>Or&amp;ganisationseinheit</translation>
    </message>
    <message>
        <source>Encrypt data dri&amp;ves, too</source>
        <translation>Auch Datenlaufwerke &amp;verschlüsseln</translation>
    </message>
    <message>
        <source>Public keys (*.pub);;All files (*)</source>
        <translation>Öffentliche Schlüssel (*.pub);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>SSH public &amp;key</source>
        <translation>SS&amp;H-Schlüssel (.pub)</translation>
    </message>
    <message>
        <source>Many systems refuse the password of root over SSH.</source>
        <translation>Viele Systeme lehnen das Kennwort von root über SSH ab.</translation>
    </message>
    <message>
        <source>Answer files (*.xml)</source>
        <translation>Antwortdateien (*.xml)</translation>
    </message>
    <message>
        <source>Save the answer file</source>
        <translation>Antwortdatei speichern</translation>
    </message>
    <message>
        <source>It is made. Copy the password now: it is not shown again.</source>
        <translation>Sie ist erstellt. Kopieren Sie das Kennwort jetzt: es wird nicht noch einmal gezeigt.</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>Fer&amp;tig</translation>
    </message>
</context>
<context>
    <name>NodeTable</name>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>{0} (https)</source>
        <translation>{0} (https)</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>Fingerprint of key set {0}</source>
        <translation>Fingerabdruck des Schlüsselsatzes {0}</translation>
    </message>
</context>
<context>
    <name>OwnerCreationDialog</name>
    <message>
        <source>Create a new owner</source>
        <translation>Neuen Besitzer erstellen</translation>
    </message>
    <message>
        <source>Continue without a backup…</source>
        <translation>Ohne Sicherung fortfahren…</translation>
    </message>
    <message>
        <source>Your organisation asks for a backup of every owner key.</source>
        <translation>Ihre Organisation verlangt eine Sicherung jedes Besitzerschlüssels.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Choose a name that outlives a person: a department or a team. Hosters see it in your files.</source>
        <translation>Wählen Sie einen Namen, der eine Person überdauert: eine Abteilung oder ein Team. Hoster sehen ihn in Ihren Dateien.</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>More &amp;choices</source>
        <translation>Weitere &amp;Optionen</translation>
    </message>
    <message>
        <source>&amp;Key size</source>
        <translation>Schlüssel&amp;größe</translation>
    </message>
    <message>
        <source>S&amp;ubject</source>
        <translation>An&amp;tragsteller</translation>
    </message>
    <message>
        <source>Left empty, it is CN= and the name.</source>
        <translation>Bleibt es leer, ist es CN= und der Name.</translation>
    </message>
    <message>
        <source>&amp;Years</source>
        <translation>&amp;Jahre</translation>
    </message>
    <message>
        <source>Running out does no harm to existing VMs.</source>
        <translation>Ein Ablauf schadet vorhandenen VMs nicht.</translation>
    </message>
    <message>
        <source>Locks the key on this computer. You type it whenever a file is signed.</source>
        <translation>Sie verschließt den Schlüssel auf diesem Computer. Sie geben sie ein, wenn eine Datei signiert wird.</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>If this key is lost, nobody can change this VM's protection or recover it: not you, not the hoster, not us. The backup holds the key, locked with its own passphrase.</source>
        <translation>Geht dieser Schlüssel verloren, kann niemand den Schutz dieser VM ändern oder sie wiederherstellen: nicht Sie, nicht der Hoster, nicht wir. Die Sicherung enthält den Schlüssel, verschlossen mit ihrer eigenen Passphrase.</translation>
    </message>
    <message>
        <source>&amp;Save the backup in the folder</source>
        <translation>&amp;Sicherung in diesem Ordner ablegen</translation>
    </message>
    <message>
        <source>Browse for the backup folder</source>
        <translation>Sicherungsordner suchen</translation>
    </message>
    <message>
        <source>Pass&amp;phrase for the backup</source>
        <translation>&amp;Passphrase für die Sicherung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Step {0} of 3: {1}</source>
        <translation>Schritt {0} von 3: {1}</translation>
    </message>
    <message>
        <source>Who is the owner?</source>
        <translation>Wer ist der Besitzer?</translation>
    </message>
    <message>
        <source>A passphrase for this computer</source>
        <translation>Eine Passphrase für diesen Computer</translation>
    </message>
    <message>
        <source>Back up the key before you use it</source>
        <translation>Den Schlüssel sichern, bevor Sie ihn verwenden</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertigstellen</translation>
    </message>
    <message>
        <source>&amp;Write and test</source>
        <translation>S&amp;chreiben und testen</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
        <source>Type a passphrase, or let one be made.</source>
        <translation>Geben Sie eine Passphrase ein, oder lassen Sie eine erzeugen.</translation>
    </message>
    <message>
        <source>This one can be guessed. Take more words, or let one be made.</source>
        <translation>Diese ist zu erraten. Nehmen Sie mehr Wörter, oder lassen Sie eine erzeugen.</translation>
    </message>
    <message>
        <source>Choose a folder, best on another drive.</source>
        <translation>Wählen Sie einen Ordner, am besten auf einem anderen Laufwerk.</translation>
    </message>
    <message>
        <source>This drive is removable: good.</source>
        <translation>Dieses Laufwerk ist abnehmbar: gut.</translation>
    </message>
    <message>
        <source>This is the drive that the key itself is on. A backup elsewhere survives this computer.</source>
        <translation>Auf diesem Laufwerk liegt der Schlüssel selbst. Eine Sicherung anderswo überlebt diesen Computer.</translation>
    </message>
    <message>
        <source>This is another drive than the key itself is on: good.</source>
        <translation>Dies ist ein anderes Laufwerk als das, auf dem der Schlüssel liegt: gut.</translation>
    </message>
    <message>
        <source>Go on without a backup?</source>
        <translation>Ohne Sicherung fortfahren?</translation>
    </message>
    <message>
        <source>If this computer breaks, every VM of **{0}** stays as it is for ever: no recovery, no new hoster, no change of policy. Nobody can help.</source>
        <translation>Fällt dieser Computer aus, bleibt jede VM von **{0}** für immer, wie sie ist: keine Wiederherstellung, kein neuer Hoster, keine andere Richtlinie. Niemand kann helfen.</translation>
    </message>
    <message>
        <source>Go &amp;back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Go on &amp;without</source>
        <translation>&amp;Ohne fortfahren</translation>
    </message>
    <message>
        <source>&amp;Type {0} to go on</source>
        <translation>Zum Fortfahren {0} &amp;tippen</translation>
    </message>
    <message>
        <source>You will be reminded on the start page until a backup has been made and tested.</source>
        <translation>Die Startseite erinnert Sie, bis eine Sicherung erstellt und getestet ist.</translation>
    </message>
    <message>
        <source>Backup written</source>
        <translation>Sicherung geschrieben</translation>
    </message>
    <message>
        <source>Backup opened again from that folder and compared with the key</source>
        <translation>Sicherung aus diesem Ordner wieder geöffnet und mit dem Schlüssel verglichen</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>OwnerDetails</name>
    <message>
        <source>&amp;Back up…</source>
        <translation>&amp;Sichern…</translation>
    </message>
    <message>
        <source>Te&amp;st the backup now…</source>
        <translation>Sicherung jetzt &amp;testen…</translation>
    </message>
    <message>
        <source>Export the &amp;public part…</source>
        <translation>Ö&amp;ffentlichen Teil exportieren…</translation>
    </message>
    <message>
        <source>Export for &amp;Windows (PFX)…</source>
        <translation>Für &amp;Windows exportieren (PFX)…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Owner, made {0}</source>
        <translation>Besitzer, erstellt {0}</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>**This key has no backup.** If this computer breaks, every VM of this owner stays as it is.</source>
        <translation>**Dieser Schlüssel hat keine Sicherung.** Fällt dieser Computer aus, bleibt jede VM dieses Besitzers, wie sie ist.</translation>
    </message>
    <message>
        <source>The backup in {0} was opened and tested on {1}.</source>
        <translation>Die Sicherung in {0} wurde am {1} geöffnet und getestet.</translation>
    </message>
    <message>
        <source>Running out does no harm to VMs.</source>
        <translation>Ein Ablauf schadet VMs nicht.</translation>
    </message>
    <message>
        <source>Public part of the owner</source>
        <translation>Öffentlicher Teil des Besitzers</translation>
    </message>
    <message>
        <source>Backup last tested {0}.</source>
        <translation>Sicherung zuletzt getestet {0}.</translation>
    </message>
    <message>
        <source>There is no backup.</source>
        <translation>Es gibt keine Sicherung.</translation>
    </message>
    <message>
        <source>Remove the owner {0} and its private key?</source>
        <translation>Den Besitzer {0} und seinen privaten Schlüssel entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) can then only be changed with the backup.</source>
        <translation>
            <numerusform>%n Datei lässt sich dann nur noch mit der Sicherung ändern.</numerusform>
            <numerusform>%n Dateien lassen sich dann nur noch mit der Sicherung ändern.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Remove key</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Type {0} to go on</source>
        <translation>Zum Fortfahren {0} &amp;tippen</translation>
    </message>
</context>
<context>
    <name>OwnerImportDialog</name>
    <message>
        <source>Import an owner key</source>
        <translation>Besitzerschlüssel importieren</translation>
    </message>
    <message>
        <source>Choose one or two PFX files, or a file in a backup folder.</source>
        <translation>Wählen Sie eine oder zwei PFX-Dateien, oder eine Datei in einem Sicherungsordner.</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>&amp;Dateien auswählen…</translation>
    </message>
    <message>
        <source>Na&amp;me for this owner</source>
        <translation>Na&amp;me für diesen Besitzer</translation>
    </message>
    <message>
        <source>&amp;Password of the files</source>
        <translation>Kenn&amp;wort der Dateien</translation>
    </message>
    <message>
        <source>The &amp;first file is the one for signing</source>
        <translation>Die erste Datei ist die zum &amp;Signieren</translation>
    </message>
    <message>
        <source>New passp&amp;hrase on this computer</source>
        <translation>&amp;Neue Passphrase auf diesem Computer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Import the key</source>
        <translation>Schlüssel &amp;importieren</translation>
    </message>
    <message>
        <source>Keys (*.pfx *.p12 *.age);;All files (*)</source>
        <translation>Schlüssel (*.pfx *.p12 *.age);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Owner key</source>
        <translation>Besitzerschlüssel</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
        <source>Type a passphrase, or let one be made.</source>
        <translation>Geben Sie eine Passphrase ein, oder lassen Sie eine erzeugen.</translation>
    </message>
</context>
<context>
    <name>OwnerPage</name>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>The owner is you: the key pair that can always open this VM, change it and let in more hosters.</source>
        <translation>Der Besitzer sind Sie: das Schlüsselpaar, das diese VM immer öffnen, ändern und für weitere Hoster freigeben kann.</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>C&amp;reate a new owner…</source>
        <translation>&amp;Neuen Besitzer erstellen…</translation>
    </message>
    <message>
        <source>&amp;Import an owner key…</source>
        <translation>Besitzerschlüssel &amp;importieren…</translation>
    </message>
    <message>
        <source>**The owner can never be changed later.** Whoever has the owner's key can open the VM, so choose a name that outlives a person: a department or a team.</source>
        <translation>**Der Besitzer lässt sich später nie ändern.** Wer den Schlüssel des Besitzers hat, kann die VM öffnen. Wählen Sie also einen Namen, der eine Person überdauert: eine Abteilung oder ein Team.</translation>
    </message>
    <message>
        <source>{0}, key has no backup</source>
        <translation>{0}, Schlüssel hat keine Sicherung</translation>
    </message>
    <message>
        <source>Choose who owns this VM, or create an owner.</source>
        <translation>Wählen Sie, wem diese VM gehört, oder erstellen Sie einen Besitzer.</translation>
    </message>
    <message>
        <source>Create an owner…</source>
        <translation>Besitzer erstellen…</translation>
    </message>
    <message>
        <source>Make your first key pair. It takes a minute.</source>
        <translation>Erstellen Sie Ihr erstes Schlüsselpaar. Es dauert eine Minute.</translation>
    </message>
    <message>
        <source>No owner yet</source>
        <translation>Noch kein Besitzer</translation>
    </message>
    <message>
        <source>Brought to this computer</source>
        <translation>Auf diesen Computer gebracht</translation>
    </message>
    <message numerus="yes">
        <source>Made on this computer, {0} · owner of %n file(s)</source>
        <translation>
            <numerusform>Auf diesem Computer erstellt, {0} · Besitzer von %n Datei</numerusform>
            <numerusform>Auf diesem Computer erstellt, {0} · Besitzer von %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Made on this computer, {0}</source>
        <translation>Auf diesem Computer erstellt, {0}</translation>
    </message>
    <message>
        <source>There is none. If this computer breaks, the key is lost for ever.</source>
        <translation>Es gibt keine. Fällt dieser Computer aus, ist der Schlüssel für immer verloren.</translation>
    </message>
    <message>
        <source>{0}, opened and tested on {1}</source>
        <translation>{0}, geöffnet und getestet am {1}</translation>
    </message>
    <message>
        <source>Key backup</source>
        <translation>Schlüsselsicherung</translation>
    </message>
    <message>
        <source>Files that need this key</source>
        <translation>Dateien, die diesen Schlüssel brauchen</translation>
    </message>
    <message>
        <source>Certificates run until</source>
        <translation>Zertifikate laufen bis</translation>
    </message>
    <message>
        <source>{0}. Running out does no harm to VMs.</source>
        <translation>{0}. Ein Ablauf schadet VMs nicht.</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Unlock {0}</source>
        <translation>{0} entsperren</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Geben Sie die Passphrase ein.</translation>
    </message>
</context>
<context>
    <name>PassphraseRow</name>
    <message>
        <source>Caps Lock is on</source>
        <translation>Die Feststelltaste ist an</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>Generate a passphrase</source>
        <translation>Passphrase erzeugen</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the passphrase</source>
        <translation>Passphrase kopieren</translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation>Passphrase verbergen</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Passphrase zeigen</translation>
    </message>
    <message>
        <source>Weak: guessed in seconds</source>
        <translation>Schwach: in Sekunden erraten</translation>
    </message>
    <message>
        <source>Fair: guessed in days by whoever has the file</source>
        <translation>Mäßig: in Tagen erraten, wenn jemand die Datei hat</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Strong: seven random words</source>
        <translation>Stark: sieben zufällige Wörter</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n seconds.</source>
        <translation>
            <numerusform>Kopiert. Die Zwischenablage wird in %n Sekunde geleert.</numerusform>
            <numerusform>Kopiert. Die Zwischenablage wird in %n Sekunden geleert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The clipboard was cleared.</source>
        <translation>Die Zwischenablage wurde geleert.</translation>
    </message>
</context>
<context>
    <name>PathRow</name>
    <message>
        <source>B&amp;rowse…</source>
        <translation>Du&amp;rchsuchen…</translation>
    </message>
    <message>
        <source>Browse for: {0}</source>
        <translation>Durchsuchen nach: {0}</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Wählen Sie eine Datei.</translation>
    </message>
    <message>
        <source>There is no folder {0}.</source>
        <translation>Den Ordner {0} gibt es nicht.</translation>
    </message>
    <message>
        <source>This is a file; a folder is needed.</source>
        <translation>Das ist eine Datei; gebraucht wird ein Ordner.</translation>
    </message>
    <message>
        <source>There is no folder {0} in {1}.</source>
        <translation>Den Ordner {0} gibt es in {1} nicht.</translation>
    </message>
    <message>
        <source>This is a folder; a file is needed.</source>
        <translation>Das ist ein Ordner; gebraucht wird eine Datei.</translation>
    </message>
    <message>
        <source>There is no file {0} in {1}.</source>
        <translation>Die Datei {0} gibt es in {1} nicht.</translation>
    </message>
</context>
<context>
    <name>PfxExportDialog</name>
    <message>
        <source>Export for Windows (PFX)</source>
        <translation>Für Windows exportieren (PFX)</translation>
    </message>
    <message>
        <source>Two files with the private keys. Whoever has them and the password can open your VMs.</source>
        <translation>Zwei Dateien mit den privaten Schlüsseln. Wer sie und das Kennwort hat, kann Ihre VMs öffnen.</translation>
    </message>
    <message>
        <source>&amp;New folder for the two files</source>
        <translation>&amp;Neuer Ordner für die zwei Dateien</translation>
    </message>
    <message>
        <source>Windows Server 2019, Windows 10 1709, and later (AES-256)</source>
        <translation>Windows Server 2019, Windows 10 1709 und neuer (AES-256)</translation>
    </message>
    <message>
        <source>Windows Server 2016, too (3DES, weak)</source>
        <translation>Auch Windows Server 2016 (3DES, schwach)</translation>
    </message>
    <message>
        <source>Rea&amp;dable by</source>
        <translation>Les&amp;bar für</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the key on this computer</source>
        <translation>&amp;Passphrase des Schlüssels auf diesem Computer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Write the files</source>
        <translation>Dateien &amp;schreiben</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>Written. This is their password; write it down now, it is shown only once:</source>
        <translation>Geschrieben. Das ist ihr Kennwort; schreiben Sie es jetzt auf, es wird nur einmal gezeigt:</translation>
    </message>
</context>
<context>
    <name>PhoneDigits</name>
    <message>
        <source>Guardian fingerprint in 12 groups of 5 digits</source>
        <translation>Guardian-Fingerabdruck in 12 Gruppen zu 5 Ziffern</translation>
    </message>
    <message>
        <source>A group was &amp;different</source>
        <translation>Eine Gruppe war a&amp;nders</translation>
    </message>
    <message>
        <source>All 12 groups heard</source>
        <translation>Alle 12 Gruppen gehört</translation>
    </message>
    <message>
        <source>{0} of {1} heard</source>
        <translation>{0} von {1} gehört</translation>
    </message>
</context>
<context>
    <name>PhoneSection</name>
    <message>
        <source>Other ways</source>
        <translation>Andere Wege</translation>
    </message>
    <message>
        <source>Different. These are not the keys you were told about. Do not add this guardian; call the hoster.</source>
        <translation>Verschieden. Das sind nicht die Schlüssel, von denen man Ihnen erzählt hat. Nehmen Sie diesen Guardian nicht auf; rufen Sie den Hoster an.</translation>
    </message>
    <message>
        <source>**Let the hoster read first**, group by group. Tick a group only when you heard the same digits. Do not read yours out.</source>
        <translation>**Lassen Sie den Hoster zuerst lesen**, Gruppe für Gruppe. Kreuzen Sie eine Gruppe nur an, wenn Sie dieselben Ziffern gehört haben. Lesen Sie Ihre nicht vor.</translation>
    </message>
    <message>
        <source>By phone</source>
        <translation>Am Telefon</translation>
    </message>
    <message>
        <source>Call a number you already had. Ask: “Please read me your guardian fingerprint as 12 groups of 5 digits.”</source>
        <translation>Rufen Sie eine Nummer an, die Sie schon hatten. Sagen Sie: „Lesen Sie mir Ihren Guardian-Fingerabdruck in 12 Gruppen zu 5 Ziffern vor.“</translation>
    </message>
</context>
<context>
    <name>PlaceBar</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>PRACTICE</translation>
    </message>
    <message>
        <source>Guardians and owners</source>
        <translation>Guardians und Besitzer</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context>
<context>
    <name>PracticeDialog</name>
    <message>
        <source>Practice fabric</source>
        <translation>Übungs-Fabric</translation>
    </message>
    <message>
        <source>A make-believe hoster on this computer</source>
        <translation>Ein erfundener Hoster auf diesem Computer</translation>
    </message>
    <message>
        <source>Its keys are worth nothing, and everything that comes from it is marked PRACTICE. You play both sides: the owner of a VM, and the hoster who tells you a fingerprint on the phone.</source>
        <translation>Seine Schlüssel sind nichts wert, und alles, was von ihm kommt, ist mit PRACTICE (Übung) gekennzeichnet. Sie spielen beide Seiten: den Besitzer einer VM und den Hoster, der Ihnen am Telefon einen Fingerabdruck nennt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>One passphrase opens everything here: {0}  The files are in {1}</source>
        <translation>Eine Passphrase öffnet hier alles: {0}  Die Dateien liegen in {1}</translation>
    </message>
</context>
<context>
    <name>PreflightList</name>
    <message numerus="yes">
        <source>Checks of the answer file, %n warning(s)</source>
        <translation>
            <numerusform>Prüfungen der Antwortdatei, %n Warnung</numerusform>
            <numerusform>Prüfungen der Antwortdatei, %n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>You accepted this.</source>
        <translation>Sie haben das akzeptiert.</translation>
    </message>
    <message>
        <source>Show and decide…</source>
        <translation>Zeigen und entscheiden…</translation>
    </message>
    <message>
        <source>List for the hoster</source>
        <translation>Liste für den Hoster</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Type its password…</source>
        <translation>Kennwort eingeben…</translation>
    </message>
    <message>
        <source>Show line {0}</source>
        <translation>Zeile {0} zeigen</translation>
    </message>
    <message>
        <source>Show the file</source>
        <translation>Datei zeigen</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>PurposePage</name>
    <message>
        <source>Purpose and policy</source>
        <translation>Zweck und Richtlinie</translation>
    </message>
    <message>
        <source>What is this file for?</source>
        <translation>Wofür ist diese Datei?</translation>
    </message>
    <message>
        <source>A new VM, shielded template</source>
        <translation>Eine neue VM, abgeschirmte Vorlage</translation>
    </message>
    <message>
        <source>The hoster has a signed template disk. You choose which disks may be used.</source>
        <translation>Der Hoster hat einen signierten Vorlagendatenträger. Sie wählen, welche Datenträger verwendet werden dürfen.</translation>
    </message>
    <message>
        <source>An existing VM, or plain template</source>
        <translation>Eine vorhandene VM oder gewöhnliche Vorlage</translation>
    </message>
    <message>
        <source>Template disk and answer file are left out: the VM is already set up.</source>
        <translation>Vorlagendatenträger und Antwortdatei entfallen: die VM ist schon eingerichtet.</translation>
    </message>
    <message>
        <source>What is this file for</source>
        <translation>Wofür ist diese Datei</translation>
    </message>
    <message>
        <source>Checkpoints and backups made before shielding stay readable for the hoster. Delete them afterwards.</source>
        <translation>Prüfpunkte und Sicherungen von vor der Abschirmung bleiben für den Hoster lesbar. Löschen Sie sie danach.</translation>
    </message>
    <message>
        <source>How closed should the VM be?</source>
        <translation>Wie verschlossen soll die VM sein?</translation>
    </message>
    <message>
        <source>Shielded</source>
        <translation>Shielded</translation>
    </message>
    <message>
        <source>Not even the hoster's administrators can look in.</source>
        <translation>Nicht einmal die Administratoren des Hosters können hineinsehen.</translation>
    </message>
    <message>
        <source>Encryption Supported</source>
        <translation>Encryption Supported</translation>
    </message>
    <message>
        <source>Disk and migration traffic are encrypted. The hoster can still use the console.</source>
        <translation>Datenträger und Migrationsverkehr sind verschlüsselt. Der Hoster kann die Konsole weiter verwenden.</translation>
    </message>
    <message>
        <source>How closed should the VM be</source>
        <translation>Wie verschlossen soll die VM sein</translation>
    </message>
    <message>
        <source>Where is this from?</source>
        <translation>Woher kommt das?</translation>
    </message>
    <message>
        <source>What your choice means</source>
        <translation>Was Ihre Wahl bedeutet</translation>
    </message>
    <message>
        <source>* Hosts from version 1803 allow the console; plan as if they did not.</source>
        <translation>* Hosts ab Version 1803 erlauben die Konsole; planen Sie, als täten sie es nicht.</translation>
    </message>
    <message>
        <source>You reach the VM by</source>
        <translation>Sie erreichen die VM über</translation>
    </message>
    <message>
        <source>Remote Desktop or SSH only*</source>
        <translation>Nur Remotedesktop oder SSH*</translation>
    </message>
    <message>
        <source>Remote Desktop, SSH, console</source>
        <translation>Remotedesktop, SSH, Konsole</translation>
    </message>
    <message>
        <source>Hoster's console, keyboard, mouse</source>
        <translation>Konsole, Tastatur, Maus des Hosters</translation>
    </message>
    <message>
        <source>Closed on hosts older than 1803*</source>
        <translation>Geschlossen auf Hosts vor 1803*</translation>
    </message>
    <message>
        <source>Always open</source>
        <translation>Immer offen</translation>
    </message>
    <message>
        <source>Copying data in by the host (PowerShell Direct)</source>
        <translation>Hineinkopieren von Daten durch den Host (PowerShell Direct)</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>If the hoster allows it</source>
        <translation>Wenn der Hoster es erlaubt</translation>
    </message>
    <message>
        <source>Secure Boot, virtual TPM, encrypted migration</source>
        <translation>Secure Boot, virtuelles TPM, verschlüsselte Migration</translation>
    </message>
    <message>
        <source>Always on</source>
        <translation>Immer an</translation>
    </message>
    <message>
        <source>On, can be turned off</source>
        <translation>An, abschaltbar</translation>
    </message>
    <message>
        <source>Serial port, debugger</source>
        <translation>Serieller Anschluss, Debugger</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Shielded, new VM</source>
        <translation>Shielded, neue VM</translation>
    </message>
    <message>
        <source>Shielded, existing VM</source>
        <translation>Shielded, vorhandene VM</translation>
    </message>
    <message>
        <source>Encryption Supported, new VM</source>
        <translation>Encryption Supported, neue VM</translation>
    </message>
    <message>
        <source>Encryption Supported, existing VM</source>
        <translation>Encryption Supported, vorhandene VM</translation>
    </message>
</context>
<context>
    <name>RefusedPanel</name>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Fetch the file again straight from the hoster: **From an address…**, or as an attachment that nothing re-saved.</source>
        <translation>Holen Sie die Datei noch einmal direkt vom Hoster: **Von einer Adresse…**, oder als Anhang, den nichts neu gespeichert hat.</translation>
    </message>
    <message>
        <source>Still refused? Call the hoster on a number you already had, and tell them why.</source>
        <translation>Immer noch abgelehnt? Rufen Sie den Hoster unter einer Nummer an, die Sie schon hatten, und sagen Sie ihm, warum.</translation>
    </message>
    <message>
        <source>Keep this copy as evidence. Use **Copy report**.</source>
        <translation>Heben Sie diese Kopie als Beleg auf. Verwenden Sie **Bericht kopieren**.</translation>
    </message>
    <message>
        <source>Was it exported by System Center?</source>
        <translation>Wurde sie mit System Center exportiert?</translation>
    </message>
    <message>
        <source>That export changes white space and breaks genuine signatures. You can leave the signature out and prove the keys by fingerprint instead.</source>
        <translation>Dieser Export ändert Leerraum und zerstört echte Signaturen. Sie können die Signatur weglassen und die Schlüssel stattdessen mit dem Fingerabdruck nachweisen.</translation>
    </message>
    <message>
        <source>Leave the signature out…</source>
        <translation>Signatur weglassen…</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>H&amp;ost</source>
        <translation>H&amp;ost</translation>
    </message>
    <message>
        <source>Beside what tenants see</source>
        <translation>Neben dem, was Mandanten sehen</translation>
    </message>
    <message>
        <source>What your tenants will see</source>
        <translation>Was Ihre Mandanten sehen werden</translation>
    </message>
    <message>
        <source>Fingerprint &amp;sheet for tenants…</source>
        <translation>Fingerabdruckbla&amp;tt für Mandanten…</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Erneut prüfen</translation>
    </message>
    <message>
        <source>most likely first</source>
        <translation>das Wahrscheinlichste zuerst</translation>
    </message>
    <message>
        <source>{0} answers HTTP 500</source>
        <translation>{0} antwortet mit HTTP 500</translation>
    </message>
    <message>
        <source>What the server said: {0}</source>
        <translation>Was der Server gesagt hat: {0}</translation>
    </message>
    <message>
        <source>Repair: {0}</source>
        <translation>Abhilfe: {0}</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Chec&amp;k the file now</source>
        <translation>Datei &amp;jetzt prüfen</translation>
    </message>
    <message>
        <source>&amp;Another with these settings</source>
        <translation>&amp;Noch eine mit diesen Einstellungen</translation>
    </message>
    <message>
        <source>Show in fol&amp;der</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Noch offen</translation>
    </message>
    <message>
        <source>Done. {0} was written, read back and compared.</source>
        <translation>Fertig. {0} wurde geschrieben, zurückgelesen und verglichen.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in {0}. Nothing was sent anywhere.</source>
        <translation>
            <numerusform>%n Datei in {0}. Nichts wurde irgendwohin gesendet.</numerusform>
            <numerusform>%n Dateien in {0}. Nichts wurde irgendwohin gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy as a checklist</source>
        <translation>Als Checkliste kopieren</translation>
    </message>
    <message>
        <source>What to do with them</source>
        <translation>Was damit zu tun ist</translation>
    </message>
    <message>
        <source>{0} · nothing secret is readable in it</source>
        <translation>{0} · nichts Geheimes ist darin lesbar</translation>
    </message>
    <message>
        <source>{0} · keep it private: it holds the owner's keys and all that goes inside, locked with the kit key</source>
        <translation>{0} · halten Sie es geheim: es enthält die Schlüssel des Besitzers und alles, was hineinkommt, verschlossen mit dem Kit-Schlüssel</translation>
    </message>
    <message>
        <source>{0} · the key protector alone</source>
        <translation>{0} · der Schlüsselschutz allein</translation>
    </message>
    <message>
        <source>{0} · what was decided and why; no secrets</source>
        <translation>{0} · was entschieden wurde und warum; keine Geheimnisse</translation>
    </message>
    <message>
        <source>Keep it. Hosters who use shieldwiz can read it; **Windows hosts cannot**: they need the Microsoft .pdk that a kit makes on Windows, from the same inputs.</source>
        <translation>Heben Sie sie auf. Hoster, die shieldwiz verwenden, können sie lesen; **Windows-Hosts können es nicht**: sie brauchen die .pdk von Microsoft, die ein Kit unter Windows aus denselben Angaben erstellt.</translation>
    </message>
    <message>
        <source>Run it on a Windows machine that **you** trust. It makes {0}: send that to the hosters, then delete the kit. Never tried on a real Windows by us: its README says what is not known.</source>
        <translation>Führen Sie es auf einem Windows-Computer aus, dem **Sie** vertrauen. Es erstellt {0}: senden Sie diese Datei den Hostern, dann löschen Sie das Kit. Wir haben es nie auf einem echten Windows erprobt: in seiner README steht, was nicht bekannt ist.</translation>
    </message>
    <message>
        <source>For programs that read open profile 1. Whether Windows reads it is not known: do not attach it to a VM that you need.</source>
        <translation>Für Programme, die das offene Profil 1 lesen. Ob Windows es liest, ist nicht bekannt: hängen Sie es nicht an eine VM, die Sie brauchen.</translation>
    </message>
    <message>
        <source>Keep it with your records.</source>
        <translation>Bewahren Sie sie bei Ihren Unterlagen auf.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>Überprüfung</translation>
    </message>
    <message>
        <source>Copy as &amp;command</source>
        <translation>Als Befehl &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as</source>
        <translation>Speichern &amp;unter</translation>
    </message>
    <message>
        <source>Shielding data files (*.pdkx)</source>
        <translation>Schutzdatendateien (*.pdkx)</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>For Windows</source>
        <translation>Für Windows</translation>
    </message>
    <message>
        <source>Windows &amp;kit, to make a Microsoft .pdk</source>
        <translation>Windows-K&amp;it, für eine .pdk von Microsoft</translation>
    </message>
    <message>
        <source>Windows cannot read a .pdkx or the key protector inside. The kit makes the .pdk on Windows, with Microsoft's own tools, from the same inputs. It was never run on a real Windows computer by us.</source>
        <translation>Windows kann weder eine .pdkx noch den Schlüsselschutz darin lesen. Das Kit erstellt die .pdk unter Windows, mit Microsofts eigenen Werkzeugen, aus denselben Angaben. Wir haben es nie auf einem echten Windows-Computer ausgeführt.</translation>
    </message>
    <message>
        <source>Key &amp;protector on its own (.kp)</source>
        <translation>&amp;Schlüsselschutz allein (.kp)</translation>
    </message>
    <message>
        <source>Rece&amp;ipt</source>
        <translation>&amp;Quittung</translation>
    </message>
    <message>
        <source>{0} exists. Replace it, or choose another name.</source>
        <translation>{0} gibt es schon. Ersetzen Sie sie, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The old one stays until the new one is written, read back and compared.</source>
        <translation>Die alte bleibt, bis die neue geschrieben, zurückgelesen und verglichen ist.</translation>
    </message>
    <message numerus="yes">
        <source>**%n thing(s) to look at before you go on**</source>
        <translation>
            <numerusform>**%n Punkt ist noch anzusehen, bevor Sie fortfahren**</numerusform>
            <numerusform>**%n Punkte sind noch anzusehen, bevor Sie fortfahren**</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show: {0}</source>
        <translation>Zeigen: {0}</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit {0}</source>
        <translation>{0} bearbeiten</translation>
    </message>
    <message>
        <source>New VM from a shielded template</source>
        <translation>Neue VM aus einer abgeschirmten Vorlage</translation>
    </message>
    <message>
        <source>An existing VM</source>
        <translation>Eine vorhandene VM</translation>
    </message>
    <message>
        <source>Shielded</source>
        <translation>Shielded</translation>
    </message>
    <message>
        <source>Encryption Supported</source>
        <translation>Encryption Supported</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Hosters</source>
        <translation>Hoster</translation>
    </message>
    <message>
        <source>Template disks</source>
        <translation>Vorlagendatenträger</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Darin</translation>
    </message>
    <message>
        <source>Answer file</source>
        <translation>Antwortdatei</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Andere Dateien</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Purpose and policy</source>
        <translation>Zweck und Richtlinie</translation>
    </message>
    <message>
        <source>What goes inside</source>
        <translation>Was hineinkommt</translation>
    </message>
    <message>
        <source>The command is on the clipboard. It asks for the passphrase.</source>
        <translation>Der Befehl ist in der Zwischenablage. Er fragt nach der Passphrase.</translation>
    </message>
    <message>
        <source>Needed to sign {0}. It is never written to disk or sent.</source>
        <translation>Nötig, um {0} zu signieren. Sie wird nie auf einen Datenträger geschrieben oder gesendet.</translation>
    </message>
    <message>
        <source>Checking everything once more</source>
        <translation>Alles wird noch einmal geprüft</translation>
    </message>
    <message>
        <source>You chose to have none.</source>
        <translation>Sie wollten keine.</translation>
    </message>
    <message>
        <source>No kit for Windows was written. {0}</source>
        <translation>Es wurde kein Kit für Windows geschrieben. {0}</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>RolloverPage</name>
    <message>
        <source>Plan a key change</source>
        <translation>Schlüsselwechsel planen</translation>
    </message>
    <message>
        <source>New certificates are added and made primary; the old ones stay, so that no VM is lost. You do each step yourself, and tick it.</source>
        <translation>Neue Zertifikate werden hinzugefügt und zu primären gemacht; die alten bleiben, damit keine VM verloren geht. Sie tun jeden Schritt selbst und haken ihn ab.</translation>
    </message>
    <message>
        <source>&amp;Name of this change</source>
        <translation>Na&amp;me dieses Wechsels</translation>
    </message>
    <message>
        <source>Ticks are kept under this name on this computer.</source>
        <translation>Die Haken werden unter diesem Namen auf diesem Computer aufbewahrt.</translation>
    </message>
    <message>
        <source>{0}. {1}</source>
        <translation>{0}. {1}</translation>
    </message>
    <message>
        <source>All steps are done.</source>
        <translation>Alle Schritte sind erledigt.</translation>
    </message>
    <message>
        <source>Step {0} is next.</source>
        <translation>Als Nächstes kommt Schritt {0}.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Takes effect when shieldwiz is started again.</source>
        <translation>Wirkt, wenn shieldwiz neu gestartet wird.</translation>
    </message>
    <message>
        <source>&amp;Folder that file dialogs begin in</source>
        <translation>&amp;Ordner, in dem Dateidialoge beginnen</translation>
    </message>
    <message>
        <source>Home folder: guardians, owners and drafts are kept here.</source>
        <translation>Basisordner: hier liegen Guardians, Besitzer und Entwürfe.</translation>
    </message>
    <message>
        <source>Home folder</source>
        <translation>Basisordner</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>Set by your organisation:</source>
        <translation>Von Ihrer Organisation festgelegt:</translation>
    </message>
    <message>
        <source>Ask {0}.</source>
        <translation>Fragen Sie {0}.</translation>
    </message>
    <message>
        <source>Its settings cannot be understood, so nothing can be allowed.</source>
        <translation>Ihre Einstellungen sind nicht zu verstehen, also kann nichts erlaubt werden.</translation>
    </message>
    <message>
        <source>Guardians are kept only with proof whose keys they have.</source>
        <translation>Guardians werden nur mit Nachweis behalten, wessen Schlüssel sie haben.</translation>
    </message>
    <message>
        <source>Who signed a guardian's metadata has to be confirmed.</source>
        <translation>Wer die Metadaten eines Guardians signiert hat, muss bestätigt werden.</translation>
    </message>
    <message>
        <source>No check may be set aside.</source>
        <translation>Keine Prüfung darf übergangen werden.</translation>
    </message>
    <message>
        <source>Every owner key has a backup.</source>
        <translation>Jeder Besitzerschlüssel hat eine Sicherung.</translation>
    </message>
    <message>
        <source>Keys have at least {0} bits.</source>
        <translation>Schlüssel haben mindestens {0} Bit.</translation>
    </message>
    <message>
        <source>Only some policies are allowed.</source>
        <translation>Nur einige Richtlinien sind erlaubt.</translation>
    </message>
    <message>
        <source>The home folder is fixed.</source>
        <translation>Der Basisordner steht fest.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Keep drafts (without secrets)</source>
        <translation>&amp;Entwürfe aufheben (ohne Geheimnisse)</translation>
    </message>
    <message>
        <source>&amp;Ask before opening http addresses</source>
        <translation>&amp;Vor dem Öffnen von http-Adressen fragen</translation>
    </message>
</context>
<context>
    <name>SettledPanel</name>
    <message>
        <source>What adding it allows</source>
        <translation>Was die Aufnahme erlaubt</translation>
    </message>
    <message>
        <source>Who told you, ticket number</source>
        <translation>Wer es Ihnen gesagt hat, Vorgangsnummer</translation>
    </message>
    <message>
        <source>&amp;Name for this guardian</source>
        <translation>&amp;Name für diesen Guardian</translation>
    </message>
    <message>
        <source>Proposed from the certificate. Only you see it.</source>
        <translation>Aus dem Zertifikat vorgeschlagen. Nur Sie sehen ihn.</translation>
    </message>
    <message>
        <source>N&amp;ote (optional)</source>
        <translation>N&amp;otiz (freiwillig)</translation>
    </message>
    <message>
        <source>Answer differently</source>
        <translation>Anders antworten</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
        <source>You already have a guardian of that name. Choose another, or replace the old one.</source>
        <translation>Sie haben schon einen Guardian mit diesem Namen. Wählen Sie einen anderen, oder ersetzen Sie den alten.</translation>
    </message>
    <message>
        <source>Hosts that attest to the Host Guardian Service of **{0}** can start VMs that you protect for this guardian, and read their disk keys while they run.</source>
        <translation>Hosts, die sich beim Host Guardian Service von **{0}** ausweisen, können VMs starten, die Sie für diesen Guardian schützen, und deren Datenträgerschlüssel lesen, solange sie laufen.</translation>
    </message>
    <message>
        <source>this hoster</source>
        <translation>diesem Hoster</translation>
    </message>
    <message>
        <source>How: fingerprint compared, {0}</source>
        <translation>Wie: Fingerabdruck verglichen, {0}</translation>
    </message>
    <message>
        <source>How: signer confirmed, {0}</source>
        <translation>Wie: Signierer bestätigt, {0}</translation>
    </message>
    <message>
        <source>How: root certificate chosen, {0}</source>
        <translation>Wie: Stammzertifikat gewählt, {0}</translation>
    </message>
    <message>
        <source>How: accepted without proof, {0}</source>
        <translation>Wie: ohne Nachweis angenommen, {0}</translation>
    </message>
    <message>
        <source>Remembered with it</source>
        <translation>Dazu vermerkt</translation>
    </message>
    <message>
        <source>Guardian fingerprint</source>
        <translation>Guardian-Fingerabdruck</translation>
    </message>
</context>
<context>
    <name>SizeBar</name>
    <message>
        <source>{0} of {1} KB</source>
        <translation>{0} von {1} KB</translation>
    </message>
    <message>
        <source>{0} KB too much. Remove a file to go on.</source>
        <translation>{0} KB zu viel. Entfernen Sie eine Datei, um fortzufahren.</translation>
    </message>
</context>
<context>
    <name>StartPlace</name>
    <message>
        <source>What would you like to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>&amp;Protect…</source>
        <translation>&amp;Schützen…</translation>
    </message>
    <message>
        <source>Protect a virtual machine</source>
        <translation>Virtuelle Maschine schützen</translation>
    </message>
    <message>
        <source>&amp;Check…</source>
        <translation>&amp;Prüfen…</translation>
    </message>
    <message>
        <source>Check a hoster's metadata</source>
        <translation>Metadaten eines Hosters prüfen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Make a shielding data file: who owns the VM, which hosters may run it, what goes inside.</source>
        <translation>Eine Schutzdatendatei erstellen: wem die VM gehört, welche Hoster sie ausführen dürfen, was hineinkommt.</translation>
    </message>
    <message>
        <source>For VM owners · 6 steps, about 5 minutes</source>
        <translation>Für Besitzer von VMs · 6 Schritte, etwa 5 Minuten</translation>
    </message>
    <message>
        <source>See who signed a guardian metadata file and whether its keys are the hoster's.</source>
        <translation>Sehen, wer eine Guardian-Metadatendatei signiert hat und ob ihre Schlüssel die des Hosters sind.</translation>
    </message>
    <message>
        <source>For owners and hosters · changes nothing</source>
        <translation>Für Besitzer und Hoster · ändert nichts</translation>
    </message>
    <message>
        <source>Look inside a .pdkx, a key protector, a guardian or a draft. Compare two.</source>
        <translation>In eine .pdkx, einen Schlüsselschutz, einen Guardian oder einen Entwurf hineinsehen. Zwei vergleichen.</translation>
    </message>
    <message>
        <source>For everyone · no key needed</source>
        <translation>Für alle · kein Schlüssel nötig</translation>
    </message>
    <message>
        <source>New here? Try it with a practice fabric.</source>
        <translation>Neu hier? Probieren Sie es mit einem Übungs-Fabric.</translation>
    </message>
    <message>
        <source>A make-believe hoster on this computer, with two template disks and an answer file. Everything is marked PRACTICE and can be deleted in one go.</source>
        <translation>Ein erfundener Hoster auf diesem Computer, mit zwei Vorlagendatenträgern und einer Antwortdatei. Alles ist mit PRACTICE (Übung) gekennzeichnet und lässt sich auf einmal löschen.</translation>
    </message>
    <message>
        <source>Tr&amp;y it</source>
        <translation>Ausprob&amp;ieren</translation>
    </message>
    <message>
        <source>Try it with a practice fabric</source>
        <translation>Mit einem Übungs-Fabric ausprobieren</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt verwendete Dateien</translation>
    </message>
    <message>
        <source>Open library</source>
        <translation>Bibliothek öffnen</translation>
    </message>
    <message>
        <source>Guardians and owners</source>
        <translation>Guardians und Besitzer</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Draft · stopped at step {0} of 6</source>
        <translation>Entwurf · angehalten bei Schritt {0} von 6</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Files that you make or open stand here.</source>
        <translation>Hier stehen Dateien, die Sie erstellen oder öffnen.</translation>
    </message>
    <message>
        <source>In {0}</source>
        <translation>In {0}</translation>
    </message>
    <message>
        <source>The file is no longer there</source>
        <translation>Die Datei ist nicht mehr da</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>Hosters that you let in, and your owner keys.</source>
        <translation>Hoster, die Sie aufgenommen haben, und Ihre Besitzerschlüssel.</translation>
    </message>
    <message>
        <source>Owner · key has no backup</source>
        <translation>Besitzer · Schlüssel hat keine Sicherung</translation>
    </message>
    <message>
        <source>Owner · key backed up {0}</source>
        <translation>Besitzer · Schlüssel gesichert {0}</translation>
    </message>
    <message>
        <source>Guardian · confirmed by fingerprint</source>
        <translation>Guardian · durch Fingerabdruck bestätigt</translation>
    </message>
    <message>
        <source>Guardian · confirmed by its signer</source>
        <translation>Guardian · durch seinen Signierer bestätigt</translation>
    </message>
    <message>
        <source>Guardian · confirmed by a root certificate</source>
        <translation>Guardian · durch ein Stammzertifikat bestätigt</translation>
    </message>
    <message>
        <source>Guardian · accepted by you without proof</source>
        <translation>Guardian · von Ihnen ohne Nachweis angenommen</translation>
    </message>
</context>
<context>
    <name>StepItem</name>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Schritt {0} von {1}</translation>
    </message>
</context>
<context>
    <name>StepRail</name>
    <message>
        <source>to do</source>
        <translation>zu tun</translation>
    </message>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>Steps, step {0} of {1}</source>
        <translation>Schritte, Schritt {0} von {1}</translation>
    </message>
</context>
<context>
    <name>Talking</name>
    <message>
        <source>Leave the communications signature out?</source>
        <translation>Die Kommunikationssignatur weglassen?</translation>
    </message>
    <message>
        <source>The signature of this file is broken, so it will count for nothing. Use this only for a file that System Center exported.</source>
        <translation>Die Signatur dieser Datei ist zerstört, also zählt sie nicht. Verwenden Sie das nur für eine Datei, die System Center exportiert hat.</translation>
    </message>
    <message>
        <source>You will **have to** prove the keys by fingerprint or root certificate.</source>
        <translation>Sie **müssen** die Schlüssel mit Fingerabdruck oder Stammzertifikat nachweisen.</translation>
    </message>
    <message>
        <source>It is noted in the library, in reports and in receipts.</source>
        <translation>Das wird in der Bibliothek, in Berichten und in Quittungen vermerkt.</translation>
    </message>
    <message>
        <source>Go &amp;back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Leave it out</source>
        <translation>&amp;Weglassen</translation>
    </message>
    <message>
        <source>Accept “{0}” without proof?</source>
        <translation>„{0}“ ohne Nachweis annehmen?</translation>
    </message>
    <message>
        <source>Accept this file without proof?</source>
        <translation>Diese Datei ohne Nachweis annehmen?</translation>
    </message>
    <message>
        <source>If somebody else made this file, **they can start your VM and read its disks**, and you will not notice. The guardian is marked “No proof” everywhere and in every receipt.</source>
        <translation>Hat jemand anders diese Datei gemacht, **kann er Ihre VM starten und ihre Datenträger lesen**, und Sie merken es nicht. Der Guardian ist überall und in jeder Quittung mit „Ohne Nachweis“ gekennzeichnet.</translation>
    </message>
    <message>
        <source>&amp;Accept without proof</source>
        <translation>Ohne &amp;Nachweis annehmen</translation>
    </message>
    <message>
        <source>&amp;Why is there no other way? (kept with the guardian)</source>
        <translation>&amp;Warum geht es nicht anders? (wird beim Guardian vermerkt)</translation>
    </message>
    <message>
        <source>A few words, so that others understand it later.</source>
        <translation>Ein paar Worte, damit andere es später verstehen.</translation>
    </message>
    <message>
        <source>The report was copied.</source>
        <translation>Der Bericht wurde kopiert.</translation>
    </message>
    <message>
        <source>The request was copied. Send it yourself.</source>
        <translation>Die Anfrage wurde kopiert. Senden Sie sie selbst.</translation>
    </message>
    <message>
        <source>DER (*.cer);;PEM (*.pem)</source>
        <translation>DER (*.cer);;PEM (*.pem)</translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation>Zertifikat speichern</translation>
    </message>
    <message>
        <source>Not written: {0}</source>
        <translation>Nicht geschrieben: {0}</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>UnlockFileDialog</name>
    <message>
        <source>Unlock {0}</source>
        <translation>{0} entsperren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>With which key?</source>
        <translation>Mit welchem Schlüssel?</translation>
    </message>
    <message>
        <source>A hoster's PFX file</source>
        <translation>PFX-Datei eines Hosters</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>&amp;PFX file</source>
        <translation>&amp;PFX-Datei</translation>
    </message>
    <message>
        <source>PFX files (*.pfx *.p12);;All files (*)</source>
        <translation>PFX-Dateien (*.pfx *.p12);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>P&amp;assphrase</source>
        <translation>P&amp;assphrase</translation>
    </message>
    <message>
        <source>Open it &amp;although its owner is not known on this computer</source>
        <translation>&amp;Dennoch öffnen, obwohl ihr Besitzer auf diesem Computer unbekannt ist</translation>
    </message>
    <message>
        <source>What is inside</source>
        <translation>Was darin ist</translation>
    </message>
    <message>
        <source>The answer file</source>
        <translation>Die Antwortdatei</translation>
    </message>
    <message>
        <source>Extract to a folder</source>
        <translation>In einen Ordner extrahieren</translation>
    </message>
    <message>
        <source>Whoever can read that folder can read these secrets. Take one that is yours alone.</source>
        <translation>Wer diesen Ordner lesen kann, kann diese Geheimnisse lesen. Nehmen Sie einen, der nur Ihnen gehört.</translation>
    </message>
    <message>
        <source>&amp;New folder</source>
        <translation>&amp;Neuer Ordner</translation>
    </message>
    <message>
        <source>Owner {0}</source>
        <translation>Besitzer {0}</translation>
    </message>
    <message>
        <source>&amp;Extract</source>
        <translation>E&amp;xtrahieren</translation>
    </message>
    <message>
        <source>Name a folder that is not there yet.</source>
        <translation>Nennen Sie einen Ordner, den es noch nicht gibt.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) extracted to {0}.</source>
        <translation>
            <numerusform>%n Datei nach {0} extrahiert.</numerusform>
            <numerusform>%n Dateien nach {0} extrahiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>E&amp;xtras</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;New shielding data file</source>
        <translation>&amp;Neue Schutzdatendatei</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt verwendet</translation>
    </message>
    <message>
        <source>&amp;Save recipe…</source>
        <translation>&amp;Rezept speichern…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>S&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Guardians and owners</source>
        <translation>&amp;Guardians und Besitzer</translation>
    </message>
    <message>
        <source>&amp;Compare two files…</source>
        <translation>&amp;Zwei Dateien vergleichen…</translation>
    </message>
    <message>
        <source>&amp;Hoster's desk</source>
        <translation>&amp;Hoster-Arbeitsplatz</translation>
    </message>
    <message>
        <source>&amp;Practice fabric…</source>
        <translation>Übungs-&amp;Fabric…</translation>
    </message>
    <message>
        <source>&amp;Delete practice data…</source>
        <translation>Übungsdaten &amp;löschen…</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>&amp;Glossar</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tastatur</translation>
    </message>
    <message>
        <source>&amp;What's this?</source>
        <translation>&amp;Was ist das?</translation>
    </message>
    <message>
        <source>&amp;About shieldwiz</source>
        <translation>&amp;Info zu shieldwiz</translation>
    </message>
</context>
<context>
    <name>WizardPlace</name>
    <message>
        <source>Shielding data file</source>
        <translation>Schutzdatendatei</translation>
    </message>
    <message>
        <source>Protect a virtual machine</source>
        <translation>Virtuelle Maschine schützen</translation>
    </message>
    <message>
        <source>Draft saved, {0}</source>
        <translation>Entwurf gespeichert, {0}</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Save recipe…</source>
        <translation>Rezept speichern…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>Close, keep as draft</source>
        <translation>Schließen, als Entwurf behalten</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Make the files</source>
        <translation>Dateien &amp;erstellen</translation>
    </message>
    <message>
        <source>Back to review</source>
        <translation>Zurück zur Überprüfung</translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation>Weiter: {0}</translation>
    </message>
    <message>
        <source>Not needed for an existing VM</source>
        <translation>Für eine vorhandene VM nicht nötig</translation>
    </message>
    <message>
        <source>Purpose and policy</source>
        <translation>Zweck und Richtlinie</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Hosters</source>
        <translation>Hoster</translation>
    </message>
    <message>
        <source>Template disks</source>
        <translation>Vorlagendatenträger</translation>
    </message>
    <message>
        <source>What goes inside</source>
        <translation>Was hineinkommt</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Überprüfung</translation>
    </message>
</context>
<context>
    <name>XmlView</name>
    <message>
        <source>The file as it was received</source>
        <translation>Die Datei, wie sie empfangen wurde</translation>
    </message>
</context>
<context>
    <name>_BusyButton</name>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
</context>
<context>
    <name>_DiskCard</name>
    <message>
        <source>Change this disk</source>
        <translation>Diesen Datenträger ändern</translation>
    </message>
    <message>
        <source>Remove this disk</source>
        <translation>Diesen Datenträger entfernen</translation>
    </message>
    <message>
        <source>Version rule of {0}</source>
        <translation>Versionsregel von {0}</translation>
    </message>
    <message>
        <source>Version number of {0}</source>
        <translation>Versionsnummer von {0}</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Four numbers from 0 to 65535, such as 2.1.0.0.</source>
        <translation>Vier Zahlen von 0 bis 65535, etwa 2.1.0.0.</translation>
    </message>
</context>
<context>
    <name>_Trial</name>
    <message>
        <source>Would a disk be accepted?</source>
        <translation>Würde ein Datenträger angenommen?</translation>
    </message>
    <message>
        <source>Na&amp;me of the disk to try</source>
        <translation>Na&amp;me des Datenträgers zum Probieren</translation>
    </message>
    <message>
        <source>Version to try</source>
        <translation>Version zum Probieren</translation>
    </message>
    <message>
        <source>Signer of the disk to try</source>
        <translation>Signierer des Datenträgers zum Probieren</translation>
    </message>
    <message>
        <source>Four numbers from 0 to 65535, such as 2.1.0.0.</source>
        <translation>Vier Zahlen von 0 bis 65535, etwa 2.1.0.0.</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Start</translation>
    </message>
    <message>
        <source>&amp;Protect a virtual machine</source>
        <translation>&amp;Virtuelle Maschine schützen</translation>
    </message>
    <message>
        <source>&amp;Check a hoster's metadata</source>
        <translation>&amp;Metadaten eines Hosters prüfen</translation>
    </message>
    <message>
        <source>&amp;Open a file</source>
        <translation>Datei ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Guardians and owners</source>
        <translation>&amp;Guardians und Besitzer</translation>
    </message>
    <message>
        <source>&amp;Hoster's desk</source>
        <translation>&amp;Hoster-Arbeitsplatz</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Choose two files to compare</source>
        <translation>Zwei Dateien zum Vergleichen auswählen</translation>
    </message>
</context>
<context>
    <name>desk</name>
    <message>
        <source>Guardian fingerprint</source>
        <translation>Guardian-Fingerabdruck</translation>
    </message>
    <message>
        <source>of the Host Guardian Service</source>
        <translation>des Host Guardian Service</translation>
    </message>
    <message>
        <source>For the phone</source>
        <translation>Für das Telefon</translation>
    </message>
    <message>
        <source>For machines</source>
        <translation>Für Maschinen</translation>
    </message>
    <message>
        <source>Signing certificate</source>
        <translation>Signaturzertifikat</translation>
    </message>
    <message>
        <source>Encryption certificate</source>
        <translation>Verschlüsselungszertifikat</translation>
    </message>
    <message>
        <source>Communications certificate</source>
        <translation>Kommunikationszertifikat</translation>
    </message>
    <message>
        <source>This value covers both keys. Compare it before you let this guardian into a virtual machine; take it from a person or a place that you already knew, not from the message that brought the file.</source>
        <translation>Dieser Wert umfasst beide Schlüssel. Vergleichen Sie ihn, bevor Sie diesen Guardian in eine virtuelle Maschine lassen. Nehmen Sie ihn von einer Person oder einem Ort, den Sie schon kannten, nicht aus der Nachricht, die die Datei brachte.</translation>
    </message>
    <message>
        <source>{0} of {1} servers answered.</source>
        <translation>{0} von {1} Servern haben geantwortet.</translation>
    </message>
    <message>
        <source>Your tenants get no metadata.</source>
        <translation>Ihre Mandanten bekommen keine Metadaten.</translation>
    </message>
    <message>
        <source>Your tenants would see different answers: {0} serves other keys.</source>
        <translation>Ihre Mandanten sähen verschiedene Antworten: {0} liefert andere Schlüssel.</translation>
    </message>
    <message>
        <source>Until all servers give the same answer, imports work or fail by chance.</source>
        <translation>Bis alle Server dieselbe Antwort geben, gelingen oder misslingen Importe zufällig.</translation>
    </message>
    <message>
        <source>{0} does not answer.</source>
        <translation>{0} antwortet nicht.</translation>
    </message>
    <message>
        <source>{0} gives no metadata.</source>
        <translation>{0} gibt keine Metadaten.</translation>
    </message>
    <message>
        <source>Your tenants should not import this now.</source>
        <translation>Ihre Mandanten sollten das jetzt nicht importieren.</translation>
    </message>
    <message>
        <source>All {0} servers give the same answer.</source>
        <translation>Alle {0} Server geben dieselbe Antwort.</translation>
    </message>
    <message>
        <source>The server answers.</source>
        <translation>Der Server antwortet.</translation>
    </message>
    <message>
        <source>The keys or the signer changed.</source>
        <translation>Die Schlüssel oder der Signierer haben sich geändert.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Other keys</source>
        <translation>Andere Schlüssel</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Has a fault</source>
        <translation>Hat einen Fehler</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Key set {0}</source>
        <translation>Schlüsselsatz {0}</translation>
    </message>
    <message>
        <source>Key set {0}, from {1}</source>
        <translation>Schlüsselsatz {0}, von {1}</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>en</source>
        <comment>the code of the language that the help is in</comment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>practice</name>
    <message>
        <source>Practice fabric</source>
        <translation>Übungs-Fabric</translation>
    </message>
    <message>
        <source>Delete all practice data?</source>
        <translation>Alle Übungsdaten löschen?</translation>
    </message>
    <message>
        <source>Guardians, owners and files marked PRACTICE are removed. Nothing else is touched.</source>
        <translation>Mit PRACTICE gekennzeichnete Guardians, Besitzer und Dateien werden entfernt. Sonst wird nichts angerührt.</translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>rule</name>
    <message>
        <source>exactly this</source>
        <translation>genau diese</translation>
    </message>
    <message>
        <source>this or newer</source>
        <translation>diese oder neuer</translation>
    </message>
    <message>
        <source>newer than</source>
        <translation>neuer als</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>This RSA key is too short (2048 bits or more are needed)</source>
        <translation>Dieser RSA-Schlüssel ist zu kurz (nötig sind 2048 Bit oder mehr)</translation>
    </message>
    <message>
        <source>Not an RSA key</source>
        <translation>Kein RSA-Schlüssel</translation>
    </message>
    <message>
        <source>Signing key: RSA {0}</source>
        <translation>Signaturschlüssel: RSA {0}</translation>
    </message>
    <message>
        <source>Encryption key: RSA {0}</source>
        <translation>Verschlüsselungsschlüssel: RSA {0}</translation>
    </message>
    <message>
        <source>Signer's key: RSA {0}</source>
        <translation>Schlüssel des Signierers: RSA {0}</translation>
    </message>
    <message>
        <source>Signing key: RSA {0}, may sign</source>
        <translation>Signaturschlüssel: RSA {0}, darf signieren</translation>
    </message>
    <message>
        <source>Encryption key: RSA {0}, may encrypt data</source>
        <translation>Verschlüsselungsschlüssel: RSA {0}, darf Daten verschlüsseln</translation>
    </message>
    <message>
        <source>Signer's key: RSA {0}, may sign</source>
        <translation>Schlüssel des Signierers: RSA {0}, darf signieren</translation>
    </message>
    <message>
        <source>The file is larger than 1 MB. Guardian metadata is a few KB.</source>
        <translation>Die Datei ist größer als 1 MB. Guardian-Metadaten haben wenige KB.</translation>
    </message>
    <message>
        <source>Nothing hidden in the XML</source>
        <translation>Im XML ist nichts verborgen</translation>
    </message>
    <message>
        <source>The structure is that of guardian metadata</source>
        <translation>Der Aufbau ist der von Guardian-Metadaten</translation>
    </message>
    <message>
        <source>Extra parts of other makers are ignored.</source>
        <translation>Zusätzliche Teile anderer Hersteller werden ignoriert.</translation>
    </message>
    <message>
        <source>The signing certificate vouches for itself and for the encryption certificate</source>
        <translation>Das Signaturzertifikat bürgt für sich und für das Verschlüsselungszertifikat</translation>
    </message>
    <message>
        <source>The signing key does not vouch for both certificates</source>
        <translation>Der Signaturschlüssel bürgt nicht für beide Zertifikate</translation>
    </message>
    <message>
        <source>Not checked: the keys vouch for each other by an unknown method</source>
        <translation>Nicht geprüft: Die Schlüssel bürgen füreinander mit einem unbekannten Verfahren</translation>
    </message>
    <message>
        <source>The signing key vouches for the text of a certificate, not for its bytes</source>
        <translation>Der Signaturschlüssel bürgt für den Text eines Zertifikats, nicht für seine Bytes</translation>
    </message>
    <message>
        <source>The communications signature fits the content</source>
        <translation>Die Kommunikationssignatur passt zum Inhalt</translation>
    </message>
    <message>
        <source>Signed with SHA-1: counts for nothing</source>
        <translation>Mit SHA-1 signiert: zählt nicht</translation>
    </message>
    <message>
        <source>Not checked: the signature uses an unknown method</source>
        <translation>Nicht geprüft: Die Signatur verwendet ein unbekanntes Verfahren</translation>
    </message>
    <message>
        <source>The signature covers something other than this document</source>
        <translation>Die Signatur umfasst etwas anderes als dieses Dokument</translation>
    </message>
    <message>
        <source>The signer is the one you confirmed</source>
        <translation>Der Signierer ist der, den Sie bestätigt haben</translation>
    </message>
    <message>
        <source>The signer is not known to this computer</source>
        <translation>Der Signierer ist auf diesem Computer nicht bekannt</translation>
    </message>
    <message>
        <source>The signature fits the content, but by a method that can be forged</source>
        <translation>Die Signatur passt zum Inhalt, aber mit einem Verfahren, das gefälscht werden kann</translation>
    </message>
    <message>
        <source>The file is not signed</source>
        <translation>Die Datei ist nicht signiert</translation>
    </message>
    <message>
        <source>The communications signature does not fit the content</source>
        <translation>Die Kommunikationssignatur passt nicht zum Inhalt</translation>
    </message>
    <message>
        <source>The file was signed by somebody other than the signer you gave</source>
        <translation>Die Datei wurde von jemand anderem signiert als dem Signierer, den Sie angegeben haben</translation>
    </message>
    <message>
        <source>Not checked: the signature does not say who made it</source>
        <translation>Nicht geprüft: Die Signatur sagt nicht, von wem sie ist</translation>
    </message>
    <message>
        <source>The communications signature was left out, as you asked</source>
        <translation>Die Kommunikationssignatur wurde weggelassen, wie Sie es wollten</translation>
    </message>
    <message>
        <source>What is shown here is exactly what was signed</source>
        <translation>Was hier steht, ist genau das, was signiert wurde</translation>
    </message>
    <message>
        <source>What was signed is something other than what this file shows</source>
        <translation>Signiert wurde etwas anderes, als diese Datei zeigt</translation>
    </message>
    <message>
        <source>Guardian fingerprint compared by you</source>
        <translation>Guardian-Fingerabdruck von Ihnen verglichen</translation>
    </message>
    <message>
        <source>The fingerprint you were told is not that of these keys</source>
        <translation>Der Fingerabdruck, der Ihnen gesagt wurde, ist nicht der dieser Schlüssel</translation>
    </message>
    <message>
        <source>Something from outside the file proves whose keys these are</source>
        <translation>Etwas von außerhalb der Datei beweist, wessen Schlüssel das sind</translation>
    </message>
    <message>
        <source>Nothing proves yet whose keys these are</source>
        <translation>Noch beweist nichts, wessen Schlüssel das sind</translation>
    </message>
    <message>
        <source>You added these keys to your library before</source>
        <translation>Sie haben diese Schlüssel früher in Ihre Bibliothek aufgenommen</translation>
    </message>
    <message>
        <source>Nothing proves whose keys these are: you accepted them without proof</source>
        <translation>Nichts beweist, wessen Schlüssel das sind: Sie haben sie ohne Nachweis angenommen</translation>
    </message>
    <message>
        <source>These keys are in your library already</source>
        <translation>Diese Schlüssel sind schon in Ihrer Bibliothek</translation>
    </message>
    <message>
        <source>The keys are new, and you compared their fingerprint</source>
        <translation>Die Schlüssel sind neu, und Sie haben ihren Fingerabdruck verglichen</translation>
    </message>
    <message>
        <source>The keys are other ones than you know</source>
        <translation>Die Schlüssel sind andere als die, die Sie kennen</translation>
    </message>
    <message>
        <source>The keys are new, and the signer you know signed the change</source>
        <translation>Die Schlüssel sind neu, und der Signierer, den Sie kennen, hat die Änderung signiert</translation>
    </message>
    <message>
        <source>You allow certificates that have expired</source>
        <translation>Sie erlauben abgelaufene Zertifikate</translation>
    </message>
    <message>
        <source>You accept these keys without proof</source>
        <translation>Sie nehmen diese Schlüssel ohne Nachweis an</translation>
    </message>
    <message>
        <source>You left the communications signature out</source>
        <translation>Sie haben die Kommunikationssignatur weggelassen</translation>
    </message>
    <message>
        <source>This is your own owner key</source>
        <translation>Das ist Ihr eigener Besitzerschlüssel</translation>
    </message>
    <message>
        <source>One certificate is used both for signing and for encryption</source>
        <translation>Ein Zertifikat dient zum Signieren und zum Verschlüsseln</translation>
    </message>
    <message>
        <source>The signer's certificate is the signing certificate too, as HGS sets it up</source>
        <translation>Das Zertifikat des Signierers ist zugleich das Signaturzertifikat, wie HGS es einrichtet</translation>
    </message>
    <message>
        <source>Two keys in this file share a prime factor, so both can be broken</source>
        <translation>Zwei Schlüssel in dieser Datei haben einen Primfaktor gemeinsam, also sind beide zu brechen</translation>
    </message>
    <message>
        <source>The certificate does not allow signing</source>
        <translation>Das Zertifikat erlaubt kein Signieren</translation>
    </message>
    <message>
        <source>The certificate does not allow encrypting data</source>
        <translation>Das Zertifikat erlaubt nicht, Daten zu verschlüsseln</translation>
    </message>
    <message>
        <source>It does not say what it may be used for</source>
        <translation>Es sagt nicht, wofür es verwendet werden darf</translation>
    </message>
    <message>
        <source>Issued with a sound method</source>
        <translation>Mit einem sicheren Verfahren ausgestellt</translation>
    </message>
    <message>
        <source>Signed by itself with a weak method: proves nothing</source>
        <translation>Von sich selbst mit einem schwachen Verfahren signiert: beweist nichts</translation>
    </message>
    <message>
        <source>Issued with a method that can be forged</source>
        <translation>Mit einem Verfahren ausgestellt, das gefälscht werden kann</translation>
    </message>
    <message>
        <source>Issued with a method that shieldwiz does not know</source>
        <translation>Mit einem Verfahren ausgestellt, das shieldwiz nicht kennt</translation>
    </message>
    <message>
        <source>It contains a critical part that shieldwiz does not know</source>
        <translation>Es enthält einen kritischen Teil, den shieldwiz nicht kennt</translation>
    </message>
    <message>
        <source>It is an authority's certificate</source>
        <translation>Es ist das Zertifikat einer Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>It is made for web servers only, or for other things than HGS</source>
        <translation>Es ist nur für Webserver gemacht oder für anderes als HGS</translation>
    </message>
    <message>
        <source>It is of an old version (1)</source>
        <translation>Es hat eine alte Version (1)</translation>
    </message>
    <message>
        <source>Its serial number is not positive, as it must be</source>
        <translation>Seine Seriennummer ist nicht positiv, wie sie sein muss</translation>
    </message>
    <message>
        <source>Microsoft's stricter template has more in it; HGS does not ask for it</source>
        <translation>Microsofts strengere Vorlage enthält mehr; HGS verlangt es nicht</translation>
    </message>
    <message>
        <source>Issued under the root you chose</source>
        <translation>Unter dem Stammzertifikat ausgestellt, das Sie gewählt haben</translation>
    </message>
    <message>
        <source>Self-signed: no authority stands behind it. Usual for HGS; compare the fingerprint.</source>
        <translation>Selbstsigniert: keine Zertifizierungsstelle steht dahinter. Bei HGS üblich; vergleichen Sie den Fingerabdruck.</translation>
    </message>
    <message>
        <source>Not issued under the root you chose</source>
        <translation>Nicht unter dem Stammzertifikat ausgestellt, das Sie gewählt haben</translation>
    </message>
    <message>
        <source>Issued by an authority that nobody vouches for: you chose no root</source>
        <translation>Von einer Zertifizierungsstelle ausgestellt, für die niemand bürgt: Sie haben kein Stammzertifikat gewählt</translation>
    </message>
    <message>
        <source>Tenants will see a name that reads like a computer's</source>
        <translation>Mandanten sehen einen Namen, der wie der eines Computers klingt</translation>
    </message>
    <message>
        <source>Tenants will see a name that reads like a sample</source>
        <translation>Mandanten sehen einen Namen, der wie ein Beispiel klingt</translation>
    </message>
    <message>
        <source>Tenants will see no name in it</source>
        <translation>Mandanten sehen darin keinen Namen</translation>
    </message>
    <message>
        <source>Not on the list you gave</source>
        <translation>Nicht auf der Liste, die Sie angegeben haben</translation>
    </message>
    <message>
        <source>No revocation list was given</source>
        <translation>Es wurde keine Sperrliste angegeben</translation>
    </message>
    <message>
        <source>No revocation list that was given speaks of it</source>
        <translation>Keine der angegebenen Sperrlisten sagt etwas darüber</translation>
    </message>
    <message>
        <source>The certificate was revoked</source>
        <translation>Das Zertifikat wurde gesperrt</translation>
    </message>
    <message>
        <source>Everything after this point</source>
        <translation>Alles nach diesem Punkt</translation>
    </message>
    <message>
        <source>Not looked at, because the file is refused.</source>
        <translation>Nicht angesehen, weil die Datei abgelehnt ist.</translation>
    </message>
    <message>
        <source>Signing certificate</source>
        <translation>Signaturzertifikat</translation>
    </message>
    <message>
        <source>Encryption certificate</source>
        <translation>Verschlüsselungszertifikat</translation>
    </message>
    <message>
        <source>Signer's certificate</source>
        <translation>Zertifikat des Signierers</translation>
    </message>
    <message>
        <source>The file is within limits</source>
        <translation>Die Datei ist innerhalb der Grenzen</translation>
    </message>
    <message>
        <source>The text is UTF-8</source>
        <translation>Der Text ist UTF-8</translation>
    </message>
    <message>
        <source>The text is UTF-16</source>
        <translation>Der Text ist UTF-16</translation>
    </message>
    <message>
        <source>If it was re-saved, the signature may be broken.</source>
        <translation>Wurde sie neu gespeichert, kann die Signatur zerstört sein.</translation>
    </message>
    <message>
        <source>The signature covers the whole document, in an allowed form</source>
        <translation>Die Signatur umfasst das ganze Dokument, in einer erlaubten Form</translation>
    </message>
    <message>
        <source>Made by {0}.</source>
        <translation>Von {0}.</translation>
    </message>
    <message>
        <source>A signature proves who signed only to someone who already knows the signer.</source>
        <translation>Eine Signatur beweist nur dem, wer signiert hat, der den Signierer schon kennt.</translation>
    </message>
    <message>
        <source>The checksum of the content differs from the one that was signed.</source>
        <translation>Die Prüfsumme des Inhalts ist eine andere als die signierte.</translation>
    </message>
    <message>
        <source>Nobody's signature vouches for it.</source>
        <translation>Keine Signatur bürgt dafür.</translation>
    </message>
    <message>
        <source>Only something from outside the file can tell.</source>
        <translation>Das sagt nur etwas von außerhalb der Datei.</translation>
    </message>
    <message>
        <source>The two keys do not belong together.</source>
        <translation>Die zwei Schlüssel gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>Valid until {0}</source>
        <translation>Gültig bis {0}</translation>
    </message>
    <message>
        <source>The signer's certificate expired on {0}. Low risk.</source>
        <translation>Das Zertifikat des Signierers ist am {0} abgelaufen. Geringes Risiko.</translation>
    </message>
    <message>
        <source>Expired on {0}</source>
        <translation>Abgelaufen am {0}</translation>
    </message>
    <message>
        <source>Not valid before {0}. Check this computer's clock.</source>
        <translation>Nicht gültig vor {0}. Prüfen Sie die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The file or folder is not there</source>
        <translation>Die Datei oder der Ordner ist nicht da</translation>
    </message>
    <message>
        <source>You have no permission for this file or folder</source>
        <translation>Sie haben keine Berechtigung für diese Datei oder diesen Ordner</translation>
    </message>
    <message>
        <source>There is a file of that name already</source>
        <translation>Eine Datei mit diesem Namen gibt es schon</translation>
    </message>
    <message>
        <source>The file could not be read</source>
        <translation>Die Datei ließ sich nicht lesen</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>Nicht geschrieben</translation>
    </message>
    <message>
        <source>The same file is both read and written</source>
        <translation>Dieselbe Datei soll gelesen und geschrieben werden</translation>
    </message>
    <message>
        <source>Another shieldwiz is changing the library</source>
        <translation>Ein anderes shieldwiz ändert gerade die Bibliothek</translation>
    </message>
    <message>
        <source>Wait until it has finished, and try again. Nothing was changed.</source>
        <translation>Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>That name is taken already</source>
        <translation>Dieser Name ist schon vergeben</translation>
    </message>
    <message>
        <source>You already have a guardian of that name. Choose another, or replace the old one.</source>
        <translation>Sie haben schon einen Guardian mit diesem Namen. Wählen Sie einen anderen, oder ersetzen Sie den alten.</translation>
    </message>
    <message>
        <source>There is nothing of that name in your library</source>
        <translation>In Ihrer Bibliothek gibt es nichts mit diesem Namen</translation>
    </message>
    <message>
        <source>The server gave no metadata</source>
        <translation>Der Server hat keine Metadaten gegeben</translation>
    </message>
    <message>
        <source>The passphrase does not open this key</source>
        <translation>Die Passphrase öffnet diesen Schlüssel nicht</translation>
    </message>
    <message>
        <source>The key is undamaged, so it is most likely a typing mistake. Check Caps Lock and the keyboard.</source>
        <translation>Der Schlüssel ist unbeschädigt, es ist also sehr wahrscheinlich ein Tippfehler. Prüfen Sie Feststelltaste und Tastatur.</translation>
    </message>
    <message>
        <source>That name cannot be used</source>
        <translation>Dieser Name ist nicht verwendbar</translation>
    </message>
    <message>
        <source>This is no fingerprint</source>
        <translation>Das ist kein Fingerabdruck</translation>
    </message>
    <message>
        <source>That passphrase cannot be used</source>
        <translation>Diese Passphrase ist nicht verwendbar</translation>
    </message>
    <message>
        <source>A passphrase is needed</source>
        <translation>Eine Passphrase wird gebraucht</translation>
    </message>
    <message>
        <source>Something is missing, or does not go together</source>
        <translation>Etwas fehlt, oder es passt nicht zusammen</translation>
    </message>
    <message>
        <source>This recipe cannot be used</source>
        <translation>Dieses Rezept ist nicht verwendbar</translation>
    </message>
    <message>
        <source>You have to decide something first</source>
        <translation>Sie müssen zuerst etwas entscheiden</translation>
    </message>
    <message>
        <source>This guardian has other keys in your library</source>
        <translation>Dieser Guardian hat in Ihrer Bibliothek andere Schlüssel</translation>
    </message>
    <message>
        <source>Nothing was changed. Keep both, or replace the old keys once you know that the new ones are theirs.</source>
        <translation>Nichts wurde geändert. Behalten Sie beide, oder ersetzen Sie die alten Schlüssel, sobald Sie wissen, dass die neuen von ihm sind.</translation>
    </message>
    <message>
        <source>Your organisation does not allow this</source>
        <translation>Ihre Organisation erlaubt das nicht</translation>
    </message>
    <message>
        <source>The file or key is not fit for this</source>
        <translation>Die Datei oder der Schlüssel ist dafür nicht geeignet</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>This is another kind of file</source>
        <translation>Das ist eine Datei anderer Art</translation>
    </message>
    <message>
        <source>The file is of a version that shieldwiz does not know</source>
        <translation>Die Datei hat eine Version, die shieldwiz nicht kennt</translation>
    </message>
    <message>
        <source>The XML of this file is broken, or hides something</source>
        <translation>Das XML dieser Datei ist beschädigt oder verbirgt etwas</translation>
    </message>
    <message>
        <source>The file is nested or repeated far beyond what it needs</source>
        <translation>Die Datei ist weit über das Nötige hinaus verschachtelt oder wiederholt</translation>
    </message>
    <message>
        <source>The file is not written in its one allowed form</source>
        <translation>Die Datei ist nicht in ihrer einen erlaubten Form geschrieben</translation>
    </message>
    <message>
        <source>A part of the file is missing, is there twice, or does not belong there</source>
        <translation>Ein Teil der Datei fehlt, ist doppelt oder gehört dort nicht hin</translation>
    </message>
    <message>
        <source>A value in the file is not in its one allowed form</source>
        <translation>Ein Wert in der Datei hat nicht seine eine erlaubte Form</translation>
    </message>
    <message>
        <source>A certificate cannot be read, or is not sound</source>
        <translation>Ein Zertifikat ist nicht lesbar oder nicht in Ordnung</translation>
    </message>
    <message>
        <source>What the file says contradicts itself</source>
        <translation>Was die Datei sagt, widerspricht sich</translation>
    </message>
    <message>
        <source>Something is in the file twice</source>
        <translation>Etwas steht doppelt in der Datei</translation>
    </message>
    <message>
        <source>The file uses a method that is not allowed</source>
        <translation>Die Datei verwendet ein Verfahren, das nicht erlaubt ist</translation>
    </message>
    <message>
        <source>The file uses a method in a way that is not allowed</source>
        <translation>Die Datei verwendet ein Verfahren auf eine Art, die nicht erlaubt ist</translation>
    </message>
    <message>
        <source>What is locked inside the file is damaged</source>
        <translation>Was in der Datei verschlossen ist, ist beschädigt</translation>
    </message>
    <message>
        <source>A file inside has a name that cannot be used</source>
        <translation>Eine Datei darin hat einen Namen, der nicht verwendbar ist</translation>
    </message>
    <message>
        <source>The text form of this key protector is damaged</source>
        <translation>Die Textform dieses Schlüsselschutzes ist beschädigt</translation>
    </message>
    <message>
        <source>This key protector is cut off, or has something behind it</source>
        <translation>Dieser Schlüsselschutz ist abgeschnitten, oder dahinter steht noch etwas</translation>
    </message>
    <message>
        <source>This key file is damaged, or is none</source>
        <translation>Diese Schlüsseldatei ist beschädigt oder keine</translation>
    </message>
    <message>
        <source>This key file asks for more work than any passphrase needs</source>
        <translation>Diese Schlüsseldatei verlangt mehr Rechenarbeit, als eine Passphrase braucht</translation>
    </message>
    <message>
        <source>The key file does not open</source>
        <translation>Die Schlüsseldatei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The numbers of the locks in this file contradict each other</source>
        <translation>Die Nummern der Schlösser in dieser Datei widersprechen sich</translation>
    </message>
    <message>
        <source>The file does not say clearly who owns it</source>
        <translation>Die Datei sagt nicht eindeutig, wem sie gehört</translation>
    </message>
    <message>
        <source>The keys of a guardian in this file do not belong together</source>
        <translation>Die Schlüssel eines Guardians in dieser Datei gehören nicht zusammen</translation>
    </message>
    <message>
        <source>The file was changed after its owner let a guardian in</source>
        <translation>Die Datei wurde verändert, nachdem ihr Besitzer einen Guardian hereingelassen hat</translation>
    </message>
    <message>
        <source>The signature is not in a form that can be relied on</source>
        <translation>Die Signatur hat keine Form, auf die man sich verlassen kann</translation>
    </message>
    <message>
        <source>Not genuine: the signature does not fit</source>
        <translation>Nicht echt: Die Signatur passt nicht</translation>
    </message>
    <message>
        <source>The owner of this file is not known to this computer</source>
        <translation>Der Besitzer dieser Datei ist auf diesem Computer nicht bekannt</translation>
    </message>
    <message>
        <source>This key is not among those that can open the file</source>
        <translation>Dieser Schlüssel gehört nicht zu denen, die die Datei öffnen können</translation>
    </message>
    <message>
        <source>The file does not open with this key</source>
        <translation>Die Datei lässt sich mit diesem Schlüssel nicht öffnen</translation>
    </message>
    <message>
        <source>Is the file unchanged since it was signed?</source>
        <translation>Ist die Datei unverändert, seit sie signiert wurde?</translation>
    </message>
    <message>
        <source>Do its two keys belong together?</source>
        <translation>Gehören ihre zwei Schlüssel zusammen?</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Accepted without proof</source>
        <translation>Ohne Nachweis angenommen</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>Nicht gefragt</translation>
    </message>
    <message>
        <source>Not checked: you switched it off.</source>
        <translation>Nicht geprüft: Sie haben es abgeschaltet.</translation>
    </message>
    <message>
        <source>Signed by **{0}**, the signer you confirmed.</source>
        <translation>Signiert von **{0}**, dem Signierer, den Sie bestätigt haben.</translation>
    </message>
    <message>
        <source>Signed by **{0}**, a signer this computer does not know.</source>
        <translation>Signiert von **{0}**, einem Signierer, den dieser Computer nicht kennt.</translation>
    </message>
    <message>
        <source>It was not signed by the signer you gave.</source>
        <translation>Sie wurde nicht von dem Signierer signiert, den Sie angegeben haben.</translation>
    </message>
    <message>
        <source>The content has another checksum than the one that was signed.</source>
        <translation>Der Inhalt hat eine andere Prüfsumme als der signierte.</translation>
    </message>
    <message>
        <source>It is signed with SHA-1, which can be forged.</source>
        <translation>Sie ist mit SHA-1 signiert, das gefälscht werden kann.</translation>
    </message>
    <message>
        <source>It uses a method that shieldwiz does not know.</source>
        <translation>Sie verwendet ein Verfahren, das shieldwiz nicht kennt.</translation>
    </message>
    <message>
        <source>The signature does not say who made it. Give the signer's certificate.</source>
        <translation>Die Signatur sagt nicht, von wem sie ist. Geben Sie das Zertifikat des Signierers an.</translation>
    </message>
    <message>
        <source>Not checked.</source>
        <translation>Nicht geprüft.</translation>
    </message>
    <message>
        <source>That alone does not help: both could have been replaced.</source>
        <translation>Das allein hilft nicht: Beide könnten ausgetauscht sein.</translation>
    </message>
    <message>
        <source>The signing key vouches for the encryption key.</source>
        <translation>Der Signaturschlüssel bürgt für den Verschlüsselungsschlüssel.</translation>
    </message>
    <message>
        <source>The signing key does not vouch for the encryption key.</source>
        <translation>Der Signaturschlüssel bürgt nicht für den Verschlüsselungsschlüssel.</translation>
    </message>
    <message>
        <source>You confirmed both certificates by their fingerprint.</source>
        <translation>Sie haben beide Zertifikate durch ihren Fingerabdruck bestätigt.</translation>
    </message>
    <message>
        <source>Are they really the hoster's keys?</source>
        <translation>Sind es wirklich die Schlüssel des Hosters?</translation>
    </message>
    <message>
        <source>Are they really the keys of {0}?</source>
        <translation>Sind es wirklich die Schlüssel von {0}?</translation>
    </message>
    <message>
        <source>Are they really the keys of “{0}”?</source>
        <translation>Sind es wirklich die Schlüssel von „{0}“?</translation>
    </message>
    <message>
        <source>Nothing proves it. You let it in all the same.</source>
        <translation>Nichts beweist es. Sie haben ihn trotzdem aufgenommen.</translation>
    </message>
    <message>
        <source>They are not the keys you were told about.</source>
        <translation>Es sind nicht die Schlüssel, von denen man Ihnen erzählt hat.</translation>
    </message>
    <message>
        <source>A changed file is not worth comparing.</source>
        <translation>Eine veränderte Datei zu vergleichen lohnt nicht.</translation>
    </message>
    <message>
        <source>A refused file is not worth comparing.</source>
        <translation>Eine abgelehnte Datei zu vergleichen lohnt nicht.</translation>
    </message>
    <message>
        <source>The signer you confirmed vouches for them.</source>
        <translation>Der Signierer, den Sie bestätigt haben, bürgt dafür.</translation>
    </message>
    <message>
        <source>The root you chose stands behind them.</source>
        <translation>Das Stammzertifikat, das Sie gewählt haben, steht dahinter.</translation>
    </message>
    <message>
        <source>The fingerprint you were told is the fingerprint of these keys.</source>
        <translation>Der Fingerabdruck, der Ihnen gesagt wurde, ist der Fingerabdruck dieser Schlüssel.</translation>
    </message>
    <message>
        <source>Refused: this is not well-formed guardian metadata.</source>
        <translation>Abgelehnt: Das sind keine wohlgeformten Guardian-Metadaten.</translation>
    </message>
    <message>
        <source>Refused: the signature of this file is not in a form that can be relied on.</source>
        <translation>Abgelehnt: Die Signatur dieser Datei hat keine Form, auf die man sich verlassen kann.</translation>
    </message>
    <message>
        <source>Refused: something in this file could not be judged.</source>
        <translation>Abgelehnt: Etwas in dieser Datei ließ sich nicht beurteilen.</translation>
    </message>
    <message>
        <source>Refused: the signing certificate is not fit for its task.</source>
        <translation>Abgelehnt: Das Signaturzertifikat ist für seine Aufgabe nicht geeignet.</translation>
    </message>
    <message>
        <source>Refused: the encryption certificate is not fit for its task.</source>
        <translation>Abgelehnt: Das Verschlüsselungszertifikat ist für seine Aufgabe nicht geeignet.</translation>
    </message>
    <message>
        <source>Refused: the signer's certificate is not fit for its task.</source>
        <translation>Abgelehnt: Das Zertifikat des Signierers ist für seine Aufgabe nicht geeignet.</translation>
    </message>
    <message>
        <source>Refused: a certificate in this file is not fit for its task.</source>
        <translation>Abgelehnt: Ein Zertifikat in dieser Datei ist für seine Aufgabe nicht geeignet.</translation>
    </message>
    <message>
        <source>Refused: this file was changed after it was signed.</source>
        <translation>Abgelehnt: Diese Datei wurde verändert, nachdem sie signiert wurde.</translation>
    </message>
    <message>
        <source>The signature does not fit the content. Do not use the file, even if it comes from someone you know.</source>
        <translation>Die Signatur passt nicht zum Inhalt. Verwenden Sie die Datei nicht, auch wenn sie von jemandem kommt, den Sie kennen.</translation>
    </message>
    <message>
        <source>Refused: not signed by the signer you gave.</source>
        <translation>Abgelehnt: nicht von dem Signierer signiert, den Sie angegeben haben.</translation>
    </message>
    <message>
        <source>Somebody else signed it. Call the hoster on a number you already had.</source>
        <translation>Jemand anders hat sie signiert. Rufen Sie den Hoster unter einer Nummer an, die Sie schon hatten.</translation>
    </message>
    <message>
        <source>Refused: the two keys do not belong together.</source>
        <translation>Abgelehnt: Die zwei Schlüssel gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>Refused: not the keys you were told about.</source>
        <translation>Abgelehnt: nicht die Schlüssel, von denen man Ihnen erzählt hat.</translation>
    </message>
    <message>
        <source>Call the hoster on a number you already had.</source>
        <translation>Rufen Sie den Hoster unter einer Nummer an, die Sie schon hatten.</translation>
    </message>
    <message>
        <source>Refused: these are your own owner keys.</source>
        <translation>Abgelehnt: Das sind Ihre eigenen Besitzerschlüssel.</translation>
    </message>
    <message>
        <source>An owner cannot be a hoster. Ask the hoster for its own metadata.</source>
        <translation>Ein Besitzer kann kein Hoster sein. Fragen Sie den Hoster nach seinen eigenen Metadaten.</translation>
    </message>
    <message>
        <source>Refused: two keys in this file can both be broken.</source>
        <translation>Abgelehnt: Zwei Schlüssel in dieser Datei sind beide zu brechen.</translation>
    </message>
    <message>
        <source>They share a prime factor. Ask the hoster for new keys.</source>
        <translation>Sie haben einen Primfaktor gemeinsam. Fragen Sie den Hoster nach neuen Schlüsseln.</translation>
    </message>
    <message>
        <source>Refused: the root you chose does not stand behind both keys.</source>
        <translation>Abgelehnt: Das Stammzertifikat, das Sie gewählt haben, steht nicht hinter beiden Schlüsseln.</translation>
    </message>
    <message>
        <source>Choose another root certificate, or compare the fingerprint.</source>
        <translation>Wählen Sie ein anderes Stammzertifikat, oder vergleichen Sie den Fingerabdruck.</translation>
    </message>
    <message>
        <source>%n bytes</source>
        <translation>%n Bytes</translation>
    </message>
    <message>
        <source>{0} KB</source>
        <translation>{0} KB</translation>
    </message>
    <message>
        <source>Already in your library: {0}. Nothing has changed.</source>
        <translation>Schon in Ihrer Bibliothek: {0}. Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>You compared the guardian fingerprint today at {0}. Everything else was checked and nothing is wrong.</source>
        <translation>Sie haben den Guardian-Fingerabdruck heute um {0} verglichen. Alles andere wurde geprüft, und nichts ist falsch.</translation>
    </message>
    <message>
        <source>Trusted: these are {0}'s keys.</source>
        <translation>Vertrauenswürdig: Das sind die Schlüssel von {0}.</translation>
    </message>
    <message>
        <source>{0} vouches for these keys. You confirmed that signer today at {1}.</source>
        <translation>{0} bürgt für diese Schlüssel. Sie haben diesen Signierer heute um {1} bestätigt.</translation>
    </message>
    <message>
        <source>Trusted: signed by the signer you confirmed.</source>
        <translation>Vertrauenswürdig: signiert von dem Signierer, den Sie bestätigt haben.</translation>
    </message>
    <message>
        <source>Trusted: the root you chose stands behind both keys.</source>
        <translation>Vertrauenswürdig: Das Stammzertifikat, das Sie gewählt haben, steht hinter beiden Schlüsseln.</translation>
    </message>
    <message>
        <source>Root: {0}.</source>
        <translation>Stammzertifikat: {0}.</translation>
    </message>
    <message>
        <source>Accepted by you, without proof.</source>
        <translation>Von Ihnen angenommen, ohne Nachweis.</translation>
    </message>
    <message>
        <source>Compare the fingerprint when you can.</source>
        <translation>Vergleichen Sie den Fingerabdruck, sobald Sie können.</translation>
    </message>
    <message>
        <source>Today at {0}, reason: “{1}”. Compare the fingerprint when you can.</source>
        <translation>Heute um {0}, Grund: „{1}“. Vergleichen Sie den Fingerabdruck, sobald Sie können.</translation>
    </message>
    <message>
        <source>Your decision: %n things are open.</source>
        <translation>Ihre Entscheidung: %n Punkte sind offen.</translation>
    </message>
    <message>
        <source>Each has an answer of its own.</source>
        <translation>Jeder hat eine eigene Antwort.</translation>
    </message>
    <message>
        <source>Your decision: these certificates expired on {0}.</source>
        <translation>Ihre Entscheidung: Diese Zertifikate sind am {0} abgelaufen.</translation>
    </message>
    <message>
        <source>Existing VMs are not harmed. For new ones, ask for current metadata.</source>
        <translation>Vorhandenen VMs schadet das nicht. Fragen Sie für neue nach aktuellen Metadaten.</translation>
    </message>
    <message>
        <source>Your decision: nothing is wrong, but nothing proves yet whose keys these are.</source>
        <translation>Ihre Entscheidung: Nichts ist falsch, aber noch beweist nichts, wessen Schlüssel das sind.</translation>
    </message>
    <message>
        <source>The file names nobody. Answer question 3 to settle it.</source>
        <translation>Die Datei nennt niemanden. Beantworten Sie Frage 3, um das zu klären.</translation>
    </message>
    <message>
        <source>The file says **“{0}”**. Anybody can write that name. Answer question 3 to settle it.</source>
        <translation>In der Datei steht **„{0}“**. Diesen Namen kann jeder schreiben. Beantworten Sie Frage 3, um das zu klären.</translation>
    </message>
    <message>
        <source>Your decision: the signature counts for nothing.</source>
        <translation>Ihre Entscheidung: Die Signatur zählt nicht.</translation>
    </message>
    <message>
        <source>Your decision: whether the two keys belong together could not be checked.</source>
        <translation>Ihre Entscheidung: Ob die zwei Schlüssel zusammengehören, ließ sich nicht prüfen.</translation>
    </message>
    <message>
        <source>It uses a method that shieldwiz does not know. The guardian fingerprint covers both keys.</source>
        <translation>Sie verwendet ein Verfahren, das shieldwiz nicht kennt. Der Guardian-Fingerabdruck umfasst beide Schlüssel.</translation>
    </message>
    <message>
        <source>It uses SHA-1, which can be forged.</source>
        <translation>Sie verwendet SHA-1, das gefälscht werden kann.</translation>
    </message>
    <message>
        <source>Your decision: the file is not signed.</source>
        <translation>Ihre Entscheidung: Die Datei ist nicht signiert.</translation>
    </message>
    <message>
        <source>That happens. The fingerprint can prove the keys all the same.</source>
        <translation>Das kommt vor. Der Fingerabdruck kann die Schlüssel trotzdem nachweisen.</translation>
    </message>
    <message>
        <source>Your decision: the signature does not say who made it.</source>
        <translation>Ihre Entscheidung: Die Signatur sagt nicht, von wem sie ist.</translation>
    </message>
    <message>
        <source>Give the signer's certificate to have it checked, or compare the fingerprint.</source>
        <translation>Geben Sie das Zertifikat des Signierers an, um sie prüfen zu lassen, oder vergleichen Sie den Fingerabdruck.</translation>
    </message>
    <message>
        <source>Your decision: {0} has renewed certificates for the same keys.</source>
        <translation>Ihre Entscheidung: erneuerte Zertifikate von {0} für dieselben Schlüssel.</translation>
    </message>
    <message>
        <source>The certificates were renewed, the keys are the same. Nothing needs to be done.</source>
        <translation>Die Zertifikate wurden erneuert, die Schlüssel sind dieselben. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Your decision: this file gives {0} older keys.</source>
        <translation>Ihre Entscheidung: Diese Datei enthält ältere Schlüssel von {0}.</translation>
    </message>
    <message>
        <source>This file is older than the one you have.</source>
        <translation>Diese Datei ist älter als die, die Sie haben.</translation>
    </message>
    <message>
        <source>Your decision: only one of the two keys of {0} has changed.</source>
        <translation>Ihre Entscheidung: Nur einer der zwei Schlüssel von {0} hat sich geändert.</translation>
    </message>
    <message>
        <source>Both are changed together, so the hoster made a mistake, or somebody mixed two files. Ask.</source>
        <translation>Beide werden zusammen geändert. Also hat der Hoster einen Fehler gemacht, oder jemand hat zwei Dateien vermischt. Fragen Sie.</translation>
    </message>
    <message>
        <source>Your decision: {0} has new keys, and the change is signed by the signer you know.</source>
        <translation>Ihre Entscheidung: neue Schlüssel von {0}, und die Änderung ist von dem Signierer signiert, den Sie kennen.</translation>
    </message>
    <message>
        <source>Existing files stay as they are and keep working.</source>
        <translation>Vorhandene Dateien bleiben, wie sie sind, und funktionieren weiter.</translation>
    </message>
    <message>
        <source>Your decision: this file gives {0} other keys, signed by the signer of its old ones.</source>
        <translation>Ihre Entscheidung: Diese Datei enthält andere Schlüssel von {0}, signiert vom Signierer der alten.</translation>
    </message>
    <message>
        <source>You never confirmed that signer, so compare the fingerprint first.</source>
        <translation>Sie haben diesen Signierer nie bestätigt, also vergleichen Sie zuerst den Fingerabdruck.</translation>
    </message>
    <message>
        <source>Your decision: this file gives {0} other keys, and somebody you do not know signed it.</source>
        <translation>Ihre Entscheidung: Diese Datei enthält andere Schlüssel von {0}, und jemand, den Sie nicht kennen, hat sie signiert.</translation>
    </message>
    <message>
        <source>Treat it as a stranger until the fingerprint is compared.</source>
        <translation>Behandeln Sie sie wie die eines Fremden, bis der Fingerabdruck verglichen ist.</translation>
    </message>
</context>
<context>
    <name>_UsedBy</name>
    <message numerus="yes">
        <source>Used by %n file(s)</source>
        <translation>
            <numerusform>Von %n Datei verwendet</numerusform>
            <numerusform>Von %n Dateien verwendet</numerusform>
        </translation>
    </message>
</context>
</TS>
