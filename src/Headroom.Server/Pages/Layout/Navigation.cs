using Headroom.Server.Pages.Words;

namespace Headroom.Server.Pages.Layout;

/// <summary>An entry of the navigation.</summary>
/// <param name="Section">Which.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Word">What it is called.</param>
/// <param name="Key">Pressed after <c>g</c>.</param>
/// <param name="Icon">Path of its sign, 16 by 16.</param>
internal sealed record Navigation(Section Section, string Address, Word Word, string Key, string Icon)
{
    public static IReadOnlyList<Navigation> All { get; } =
    [
        new(Section.Overview, "/", Word.Overview, "o", "M2 13.5h12M3.5 11V7M8 11V3M12.5 11V5.5"),
        new(Section.Jobs, "/jobs", Word.Jobs, "j", "M2.5 4h11M2.5 8h11M2.5 12h7"),
        new(Section.Timeline, "/timeline", Word.Timeline, "t", "M2 4h6M5 8h7M9 12h5"),
        new(Section.FairShare, "/share", Word.FairShare, "s", "M8 2.5v11M4.5 13.5h7M3 5h10M3 5l-1.5 4.5h3zM13 5l-1.5 4.5h3z"),
        new(Section.Nodes, "/nodes", Word.Nodes, "n", "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01"),
        new(Section.Gap, "/gap", Word.Gap, "g", "M2 13.5h12M3.5 11V8M6.5 11V6M9.5 5V2M12.5 5V2M9.5 11V8.5M12.5 11V8.5"),
        new(Section.Size, "/size", Word.Size, "z", "M2 13.5V10h3v3.5zM6.5 13.5V7h3v6.5zM11 13.5V2.5h3v11z"),
        new(
            Section.WhatIf, "/what-if", Word.WhatIf, "w",
            "M2.5 8H7M7 8l3.5-4.5h3M7 8l3.5 4.5h3M12 2l1.5 1.5L12 5M12 11l1.5 1.5L12 14"),
        new(Section.Exchange, "/exchange", Word.Exchange, "e", "M2 5.5h10M9.5 3L12 5.5 9.5 8M14 10.5H4M6.5 8L4 10.5 6.5 13"),
    ];

    /// <summary>Those that a page may show.</summary>
    public static IEnumerable<Navigation> For(Frame frame) =>
        All.Where(entry => entry.Section switch
        {
            Section.WhatIf => frame.MayPlan,
            Section.Gap => frame.Tenant.Length == 0,
            _ => true,
        });

    public static IReadOnlyList<(string[] Keys, Word Word)> Keys { get; } =
    [
        (["/"], Word.KeySearch),
        (["g", "o"], Word.KeyOverview),
        (["g", "j"], Word.KeyJobs),
        (["g", "t"], Word.KeyTimeline),
        (["g", "s"], Word.KeyShare),
        (["g", "n"], Word.KeyNodes),
        (["g", "g"], Word.KeyGap),
        (["g", "z"], Word.KeySize),
        (["g", "w"], Word.KeyWhatIf),
        (["g", "e"], Word.KeyExchange),
        (["?"], Word.KeyHelp),
    ];
}
