namespace Headroom.Cli.Reports;

/// <summary>
/// The style of report pages. The eight colours follow Okabe and Ito ("Color Universal Design", 2008), darkened or
/// lightened to a contrast of at least 3:1 on their ground; dashes tell apart again what some eyes cannot.
/// </summary>
internal static class ReportStyle
{
    /// <summary>The colours, by day and by night.</summary>
    public const string Colors = """
        :root{--ground:#fff;--panel:#f6f7f9;--line:#e2e5ea;--text:#1a1f29;--quiet:#5b6472;--accent:#c2410c;
        --bar:#8fa6bd;
        --c0:#767676;--c1:#2a7fb0;--c2:#9a6b00;--c3:#a8418f;--c4:#00805c;--c5:#0059a8;--c6:#d14900;--c7:#4b3fb0}
        @media(prefers-color-scheme:dark){:root{--ground:#12151b;--panel:#1a1f28;--line:#2c333f;--text:#e8ebf0;
        --quiet:#9aa4b2;--accent:#ff8a4c;
        --bar:#4d6178;--c0:#a3a3a3;--c1:#6cc0ee;--c2:#e6b23c;--c3:#e08acb;--c4:#3ccf9f;--c5:#5ea8ff;--c6:#ff8a4c;
        --c7:#a79bff}}
        """;

    /// <summary>What is in a drawing.</summary>
    public const string Chart = """
        svg{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        svg text{fill:var(--text);font-variant-numeric:tabular-nums}svg .tick,svg .axis-title{fill:var(--quiet)}
        .grid{stroke:var(--line)}.axis{stroke:var(--quiet)}
        .c0{--c:var(--c0);--dash:2 4}.c1{--c:var(--c1);--dash:7 3}.c2{--c:var(--c2);--dash:9 3 2 3}
        .c3{--c:var(--c3);--dash:4 2}
        .c4{--c:var(--c4)}.c5{--c:var(--c5)}.c6{--c:var(--c6)}.c7{--c:var(--c7);--dash:12 3}
        .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round;stroke-dasharray:var(--dash,none)}
        .line.strong{stroke-width:3.2}.span{fill:var(--c);opacity:.13}.leader{stroke:var(--c);opacity:.55}
        svg .label{fill:var(--c);font-weight:550;font-size:13px}svg .label.strong{font-weight:750}
        .hit{fill:var(--text);opacity:0}.hit:hover{opacity:.07}
        .dot{fill:var(--quiet);opacity:.55}
        .bar{fill:var(--bar)}.bar.best{fill:var(--accent)}svg .bar-name,svg .bar-value{font-size:13px}
        .bar.bound{fill:none;stroke:var(--quiet);stroke-dasharray:3 3}
        svg .bar-name.bound,svg .bar-value.bound{fill:var(--quiet)}
        svg .bar-name.best,svg .bar-value.best{font-weight:700}
        """;

    /// <summary>A whole page.</summary>
    public const string Text = Colors + "\n" + Chart + "\n" + Page;

    private const string Page = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--text);
        font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
        -webkit-text-size-adjust:100%}
        header,main,footer{max-width:1120px;margin:0 auto;padding:0 24px}
        header{padding-top:40px}
        .brand{margin:0;color:var(--accent);font-weight:700;letter-spacing:.04em;font-size:14px;
        text-transform:uppercase}
        h1{margin:4px 0 6px;font-size:clamp(26px,4vw,38px);line-height:1.15;letter-spacing:-.02em}
        .lead{margin:0 0 12px;color:var(--quiet);font-size:18px;max-width:70ch}
        h2{margin:48px 0 16px;padding-top:20px;border-top:1px solid var(--line);font-size:24px;letter-spacing:-.01em;
        overflow-wrap:anywhere}
        h3{margin:0;font-size:17px}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(210px,42%),1fr));gap:14px;margin:20px 0}
        .card{background:var(--panel);border:1px solid var(--line);border-radius:12px;padding:16px 18px}
        .card p{margin:0}.card .name{color:var(--quiet);font-size:14px}
        .card .value{font-size:30px;font-weight:650;letter-spacing:-.02em;line-height:1.3;
        font-variant-numeric:tabular-nums}
        .card .value.long{font-size:21px;line-height:1.86}
        .card .detail{color:var(--quiet);font-size:14px}
        figure{margin:20px 0;padding:18px 20px 12px;border:1px solid var(--line);border-radius:12px}
        figcaption p{margin:2px 0 8px;color:var(--quiet);font-size:14px;max-width:80ch}
        .pair{display:grid;grid-template-columns:1fr 1fr;gap:20px}.pair figure{margin:0;min-width:0}
        .pair .wide{display:none}.pair .narrow{display:block}
        svg{width:100%;height:auto;display:block}
        svg.narrow{display:none}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 8px;padding:0;list-style:none;font-size:13px}
        .legend svg{width:26px;height:10px;display:inline-block;margin-right:6px;vertical-align:middle}
        .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:12px}
        table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
        th,td{padding:8px 14px;text-align:right;white-space:pre;border-bottom:1px solid var(--line)}
        th{background:var(--panel);font-weight:600;color:var(--quiet)}.word{text-align:left}
        tr:last-child td{border-bottom:0}td strong{color:var(--accent)}tbody tr:hover{background:var(--panel)}
        .note{color:var(--quiet);font-size:14px}
        pre{background:var(--panel);border:1px solid var(--line);border-radius:12px;padding:14px 18px;
        white-space:pre-wrap;overflow-wrap:anywhere}
        code{font:14px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        footer{padding:28px 24px 40px;color:var(--quiet);font-size:14px}
        @media(max-width:760px){header,main,footer{padding-left:14px;padding-right:14px}figure{padding:14px 10px 10px}
        .card{padding:12px 14px}.card .value{font-size:24px}.card .value.long{font-size:18px}
        svg.wide{display:none}svg.narrow{display:block}.pair{grid-template-columns:1fr}h2{margin-top:32px}}
        @media print{figure,.card{break-inside:avoid}.hit{display:none}}
        """;
}
