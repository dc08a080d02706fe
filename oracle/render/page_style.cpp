#include "oracle/render/page_style.h"

namespace zs::oracle::render {

std::string_view page_style() {
  return R"(
:root{color-scheme:light;--ink:#1d2430;--soft:#556070;--line:#c9d0da;--label:12.5rem}
*{box-sizing:border-box}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font:15px/1.55 system-ui,'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif;color:var(--ink);background:#fff;max-width:78rem;margin:1.2rem auto;padding:0 1.2rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .2rem}h2{font-size:1.05rem;margin:1.4rem 0 .4rem}
.facts{display:grid;grid-template-columns:max-content 1fr max-content 1fr;gap:0 .9rem;margin:.4rem 0;font-size:14px}
.facts .hash{grid-column:1}.facts .hash+dd{grid-column:2/-1;font-family:ui-monospace,monospace;font-size:12px}.facts dt{color:var(--soft)}.facts dd{margin:0}
.verdict{list-style:none;margin:.6rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.4rem}
.verdict li{border:1px solid var(--line);border-left-width:.5rem;border-radius:.25rem;padding:.15rem .6rem;background:#fff}
.verdict b{margin-right:.3rem}.verdict .red{border-left-color:#b3261e}.verdict .orange{border-left-color:#c55f00}
.verdict .yellow{border-left-color:#d9a400}.verdict .blue{border-left-color:#2563b0}.verdict .open{border-left-color:#6b5b95;border-left-style:double}.verdict .none{border-left-color:#4d7c57}
.chart{border:1px solid var(--line);border-radius:.3rem;overflow:hidden;margin-top:.8rem}
.row{display:grid;grid-template-columns:var(--label) minmax(0,1fr);break-inside:avoid}
.row>.name{padding:.2rem .6rem;font-size:13px;line-height:1.35;border-right:1px solid var(--line);background:#f6f8fa}
.name small{display:block;color:var(--soft);font-size:12px}
.lane{position:relative;min-height:1.5rem}.lane>svg{position:absolute;inset:0;width:100%;height:100%;overflow:hidden}
.group{border-top:1px solid var(--line)}
svg text{font-size:12px;fill:var(--ink)}svg .soft{fill:var(--soft)}svg .now{fill:#00629b;font-weight:600}svg .small{font-size:11px}svg .tiny{font-size:9px}
svg .halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
details.indicator>summary,details.quiet>summary{cursor:pointer;list-style:none}
details>summary::-webkit-details-marker{display:none}
details.indicator>summary .code::before,details.quiet>summary::before,.tree summary::before{content:'▸';display:inline-block;width:1em;color:var(--soft)}
details.indicator[open]>summary .code::before,details.quiet[open]>summary::before,.tree details[open]>summary::before{content:'▾'}
summary:focus-visible{outline:3px solid #00629b;outline-offset:-3px}
summary:hover .name{background:#e9eff6}
.body{padding:.5rem 1rem .9rem 1.6rem;border-top:1px dashed var(--line);background:#fdfdfe}
details.quiet>summary{padding:.35rem .6rem;border-top:1px solid var(--line);background:#f6f8fa;font-size:13px}
blockquote{margin:.2rem 0;color:#3d4754;border-left:3px solid var(--line);padding-left:.7rem}
.card{margin:.4rem 0;padding:.3rem .7rem;border:1px solid var(--line);border-left:.4rem solid #8a6d00;border-radius:.25rem}
.card.red{border-left-color:#b3261e}.card.orange{border-left-color:#c55f00}.card.blue{border-left-color:#2563b0}.card.yellow{border-left-color:#d9a400}
.tree details{margin-left:1.1rem}.tree summary{cursor:pointer;list-style:none}.tree .leaf{margin-left:2.1rem}.tree .off{color:#6b7480}
.tree>details,.tree>.leaf{margin-left:0}.decided{background:#fff6d6}.decided>b{font-weight:600}
.is{display:inline-block;min-width:1.5em;text-align:center;border:1px solid currentColor;border-radius:.2rem;font-size:12px;line-height:1.35;padding:0 .2em;margin-right:.35em}
.yes{color:#17603a}.no{color:#8d1d17}.open{color:#574683}
code{background:#f0f2f6;padding:0 .25rem;font-size:13px}.value{color:#17603a}
.days{display:flex;flex-wrap:wrap;gap:2px;margin:.3rem 0 .3rem 2.1rem;padding:0;list-style:none;font-size:12px}
.days li{border:1px solid var(--line);padding:0 .3rem;border-radius:.2rem;color:var(--soft)}.days .count{color:var(--ink);background:#dcebfa;border-color:#7aa7d6}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:12px;color:#3d4754;margin:.5rem 0}.legend span{display:inline-flex;align-items:center;gap:.3rem}.legend svg{width:26px;height:13px;flex:none}
.note{color:var(--soft);font-size:13px;margin:.3rem 0}
@page{size:A4;margin:12mm 11mm}
@media (max-width:60rem){:root{--label:9.5rem}body{font-size:14px}.facts{grid-template-columns:max-content 1fr}}
@media print{:root{--label:9.2rem}body{font-size:12px;margin:0;padding:0;max-width:none}h1{font-size:1.35rem}.chart{overflow:visible}.row>.name{padding:.15rem .4rem;font-size:11.5px}svg text{font-size:11px}.facts{font-size:12px;grid-template-columns:max-content 1fr max-content 1fr}.body{padding:.3rem .5rem}}
)";
}

std::string_view page_patterns() {
  return R"(<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false"><defs>
<pattern id="p-holiday" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fbe4e1"/><path d="M0 6L6 0" stroke="#eeb5ae" stroke-width="1"/></pattern>
<pattern id="p-paused" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#fff3cf"/><path d="M-1 8L8 -1" stroke="#8a6d00" stroke-width="1.3"/></pattern>
<pattern id="p-doubtful" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#efeaf7"/><path d="M0 4H8M4 0V8" stroke="#6b5b95" stroke-width=".9"/></pattern>
<pattern id="p-over" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#f6cfcb"/><path d="M2.5 0V5" stroke="#b3261e" stroke-width="1.4"/></pattern>
<pattern id="p-open" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#f3f0f8"/><path d="M0 0L8 8M8 0L0 8" stroke="#6b5b95" stroke-width=".8"/></pattern>
<pattern id="p-blue" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#d6e6fa"/><path d="M0 3H6" stroke="#7aa7d6" stroke-width="1"/></pattern>
<pattern id="p-yellow" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffe37a"/><circle cx="3" cy="3" r=".9" fill="#b98a00"/></pattern>
<pattern id="p-orange" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#ffc78f"/><path d="M-1 8L8 -1" stroke="#e08a3c" stroke-width="1.2"/></pattern>
<pattern id="p-red" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="#b3261e"/></pattern>
</defs></svg>
)";
}

}  // namespace zs::oracle::render
