; What the setup says, each text in the three languages of the program.
LangString AskTitle ${LANG_ENGLISH} "Install ${NAME}"
LangString AskTitle ${LANG_DANISH} "Installer ${NAME}"
LangString AskTitle ${LANG_GERMAN} "${NAME} installieren"

LangString AskSubtitle ${LANG_ENGLISH} "Uploads your videos to your company's video site."
LangString AskSubtitle ${LANG_DANISH} "Uploader jeres videoer til virksomhedens videosite."
LangString AskSubtitle ${LANG_GERMAN} "Lädt Ihre Videos auf die Video-Site Ihrer Firma hoch."

LangString AskText ${LANG_ENGLISH} "${NAME} is installed for you. A version that is already here is replaced. Your list and your sign-ins stay as they are."
LangString AskText ${LANG_DANISH} "${NAME} installeres til dig. En version, der allerede er her, bliver erstattet. Din liste og dine login forbliver, som de er."
LangString AskText ${LANG_GERMAN} "${NAME} wird für Sie installiert. Eine vorhandene Version wird ersetzt. Ihre Liste und Ihre Anmeldungen bleiben, wie sie sind."

LangString AskEverybody ${LANG_ENGLISH} "For &everybody who uses this computer"
LangString AskEverybody ${LANG_DANISH} "Til &alle, der bruger denne computer"
LangString AskEverybody ${LANG_GERMAN} "Für &alle, die diesen Computer benutzen"

LangString AskEverybodyText ${LANG_ENGLISH} "Windows then asks for an administrator."
LangString AskEverybodyText ${LANG_DANISH} "Så spørger Windows efter en administrator."
LangString AskEverybodyText ${LANG_GERMAN} "Windows fragt dann nach einem Administrator."

LangString Quitting ${LANG_ENGLISH} "Waiting for ${NAME} to close. Uploads go on at the next start."
LangString Quitting ${LANG_DANISH} "Venter på, at ${NAME} lukker. Uploads fortsætter ved næste start."
LangString Quitting ${LANG_GERMAN} "Warten, bis ${NAME} beendet ist. Uploads gehen beim nächsten Start weiter."

LangString FinishTitle ${LANG_ENGLISH} "${NAME} is installed"
LangString FinishTitle ${LANG_DANISH} "${NAME} er installeret"
LangString FinishTitle ${LANG_GERMAN} "${NAME} ist installiert"

LangString FinishText ${LANG_ENGLISH} "You find it in the Start menu. In Explorer, right-click a video to send it to ${NAME}, or drag videos into its window."
LangString FinishText ${LANG_DANISH} "Du finder det i menuen Start. Højreklik på en video i Stifinder for at sende den til ${NAME}, eller træk videoer ind i vinduet."
LangString FinishText ${LANG_GERMAN} "Sie finden es im Startmenü. Klicken Sie im Explorer mit der rechten Maustaste auf ein Video, um es an ${NAME} zu senden, oder ziehen Sie Videos ins Fenster."

LangString FinishRun ${LANG_ENGLISH} "&Start ${NAME} now"
LangString FinishRun ${LANG_DANISH} "&Start ${NAME} nu"
LangString FinishRun ${LANG_GERMAN} "${NAME} jetzt &starten"

LangString LeaveTitle ${LANG_ENGLISH} "Remove ${NAME}"
LangString LeaveTitle ${LANG_DANISH} "Fjern ${NAME}"
LangString LeaveTitle ${LANG_GERMAN} "${NAME} entfernen"

LangString LeaveSubtitle ${LANG_ENGLISH} "Videos on your site and on this computer are not touched."
LangString LeaveSubtitle ${LANG_DANISH} "Videoer på jeres site og på denne computer bliver ikke rørt."
LangString LeaveSubtitle ${LANG_GERMAN} "Videos auf Ihrer Site und auf diesem Computer bleiben, wie sie sind."

LangString LeaveText ${LANG_ENGLISH} "The list of your uploads and your sign-ins stay, so that you can install ${NAME} again and go on. Tick what you want removed too."
LangString LeaveText ${LANG_DANISH} "Listen over dine uploads og dine login bliver her, så du kan installere ${NAME} igen og fortsætte. Sæt kryds ved det, der også skal fjernes."
LangString LeaveText ${LANG_GERMAN} "Die Liste Ihrer Uploads und Ihre Anmeldungen bleiben, damit Sie ${NAME} neu installieren und weitermachen können. Kreuzen Sie an, was mit entfernt werden soll."

LangString LeaveForget ${LANG_ENGLISH} "Remove the saved &sign-ins"
LangString LeaveForget ${LANG_DANISH} "Fjern de gemte &login"
LangString LeaveForget ${LANG_GERMAN} "Gespeicherte An&meldungen entfernen"

LangString LeaveList ${LANG_ENGLISH} "Remove the sign-ins, the &list of uploads and the history"
LangString LeaveList ${LANG_DANISH} "Fjern login, &listen over uploads og historikken"
LangString LeaveList ${LANG_GERMAN} "Anmeldungen, &Liste der Uploads und Verlauf entfernen"

LangString NotForgotten ${LANG_ENGLISH} "Your sign-ins or the list could not all be removed. Without ${NAME} they stay on this computer. Remove ${NAME} all the same?"
LangString NotForgotten ${LANG_DANISH} "Dine login eller listen kunne ikke fjernes helt. Uden ${NAME} bliver de på denne computer. Vil du fjerne ${NAME} alligevel?"
LangString NotForgotten ${LANG_GERMAN} "Ihre Anmeldungen oder die Liste ließen sich nicht ganz entfernen. Ohne ${NAME} bleiben sie auf diesem Computer. ${NAME} trotzdem entfernen?"
