namespace Headroom.Server.Pages.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Style">Its colour, as the style sheet names it.</param>
/// <param name="Values">One for each moment.</param>
public sealed record Series(string Name, string Style, IReadOnlyList<double> Values);

/// <summary>A part of a bar.</summary>
/// <param name="Value">How long.</param>
/// <param name="Style">Its colour.</param>
/// <param name="Title">What it says.</param>
public sealed record Part(double Value, string Style, string Title);
