namespace Headroom.Server.Pages.Pool;

/// <summary>What the page of placements shows.</summary>
/// <param name="Hours">How far back.</param>
/// <param name="Rows">As a table, the last begun first; not all of very many.</param>
/// <param name="Tenants">In the order of their colours.</param>
/// <param name="IsBounded">Whether more ran than is shown.</param>
/// <param name="Data">Where the drawing finds what it draws.</param>
public sealed record TimelineModel(
    int Hours, IReadOnlyList<TimelineRow> Rows, IReadOnlyList<string> Tenants, bool IsBounded, string Data);

/// <summary>A placement, or a promise of one.</summary>
public sealed record TimelineRow(
    long Job, string Tenant, long Milli, string Resource, string Nodes, long Began, long? Ended, bool IsPromise);

/// <summary>The drawing: lanes by node, and bars in them. Written as JSON for the page's script.</summary>
/// <param name="From">Its left end, in Unix milliseconds.</param>
/// <param name="Now">Now.</param>
/// <param name="Nodes">Names with how many lanes each has.</param>
/// <param name="Bars">
/// Each as lane, offset and height in thousandths of it, beginning, end (0 while it lasts), job, colour, and 1 for a
/// promise.
/// </param>
public sealed record TimelineDrawing(
    long From, long Now, IReadOnlyList<TimelineNode> Nodes, IReadOnlyList<long[]> Bars);

/// <summary>A node of the drawing.</summary>
public sealed record TimelineNode(string Name, int Lanes);
