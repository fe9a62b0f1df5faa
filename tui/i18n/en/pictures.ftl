# How pictures are drawn on this terminal, and why.
renderer-asked = Pictures are drawn with { $mode }, as asked for.
renderer-refused = Pictures are drawn with blocks: this terminal does not take { $mode }, or something between does not pass it on.
renderer-known = Pictures are drawn with { $mode } blocks: { $terminal } draws them itself, whatever the font.
renderer-unknown = Pictures are drawn with half blocks: whether this terminal and its font have finer ones is not known. If they look right below, ask for them with --renderer or in vitrina.toml.
renderer-silent = Pictures are drawn with half blocks: the terminal does not say what it is. If finer ones look right below, ask for them with --renderer or in vitrina.toml.
renderer-between = Pictures are drawn with half blocks: { $what } stands between this program and the terminal. If finer ones look right below, ask for them with --renderer or in vitrina.toml.
doctor-colour-exact = Pictures have their own colours here.
doctor-colour-rough = Pictures have few colours here: colour cannot be judged on this screen.
    .todo = Take a terminal with 24-bit colour, or look at the pair on the large screen.
doctor-line-quick = The terminal answers in { $milliseconds } ms.
doctor-line-slow = The line is slow ({ $milliseconds } ms): pictures come in few colours first, in all of them when the keys rest.
card-about = The same picture five times. Boxes, gaps or question marks in one of them mean that the font lacks those blocks.
card-floor = rich-pixels
card-ramp = Both lines without steps: all colours are shown.
cli-arg-renderer = how pictures are drawn: half, quadrant, sextant or octant blocks, kitty, sixel or iterm2 graphics, or auto; without it the workspace's setting
cli-arg-slow-link = send pictures in few colours first, in all of them when the keys rest; without it the workspace's setting
status-colour-rough = no true colour here
