package setup

const systemLaid = "/etc/twentythree-uploader/setup.ttsetup"
