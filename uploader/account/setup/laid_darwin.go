package setup

const systemLaid = "/Library/Application Support/TwentyThree Uploader/setup.ttsetup"
