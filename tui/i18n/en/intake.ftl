# Files that cannot be reviewed, sidecars that cannot be used, rows of the listing that were left out.

refusal-video = Video is not reviewed yet: do not publish it.
refusal-animation = { $frames ->
        [0] The picture moves. Only still pictures are reviewed yet: do not publish it.
       *[other] The picture moves ({ $frames } frames). Only still pictures are reviewed yet: do not publish it.
    }
refusal-many-pages = The file has { $pages } pages; save the one that counts as a picture of its own.
refusal-bomb = The picture is too large to open safely: { $width } × { $height } pixels. The limit is max_megapixels in vitrina.toml.
refusal-truncated = The file is damaged: a part of the picture is missing. Export or copy it again.
refusal-fake = The name ends in { $ext }, but the file is no picture ({ $what }).
refusal-unsupported = This kind of file is not read ({ $what }). Export it as JPEG or PNG.
refusal-symlink = This is a link to another place; put the file itself here.
refusal-empty = The file is empty.
refusal-unreadable = The file could not be read: { $why }.
refusal-too-large-file = The file is too large: { $bytes } bytes; at most { $limit } are read.
refusal-changed = The file has changed since it was taken in.

sidecar-too-big = { $file } is too large for a sidecar (more than { $limit } bytes) and was not used.
sidecar-link = { $file } is a link and was not used.
sidecar-not-a-file = { $file } is not a file and was not used.
sidecar-no-permission = { $file } may not be read and was not used.
sidecar-unreadable = { $file } could not be read and was not used.
sidecar-not-json = { $file } is no JSON and was not used.
sidecar-invalid = { $key ->
        [whole] { $file } does not hold a JSON object and was not used.
       *[other] { $file } says something under “{ $key }” that cannot be, and was not used.
    }

listing-cell-count = The row was left out: it has { $count } cells and the table has { $expected }. Put text with a separator in it into quotes.
listing-bad-quotes = The row was left out: its quotes do not close.
listing-broken-text = The row was left out: its letters are damaged. Save the table again in UTF-8.
listing-sku-missing = The row was left out: it has no SKU.
listing-sku-control = The row was left out: its SKU holds characters that cannot be seen ({ $sku }).
listing-sku-too-long = The row was left out: its SKU has { $count } characters; at most { $limit } fit.
listing-sku-duplicate = The row was left out: the SKU { $sku } stands in line { $first } already.
listing-sku-rounded = The spreadsheet has rounded the SKU to { $sku }. Format the column as text and enter it again.
listing-unknown-category = The category { $name } is not known; the general checklist is used.
listing-unknown-marketplace = Marketplaces that are not known were passed over: { $name }.
