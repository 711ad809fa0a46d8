using Headroom.Cli.Outcome;
using Headroom.Traces;

namespace Headroom.Cli.Verify;

/// <summary>Computes the members of an entry again, by their names.</summary>
/// <param name="Prefix">Entries that it knows begin so.</param>
/// <param name="Compute">
/// The members that it can tell; null where the data are not at hand. What is not told is a miss.
/// </param>
internal sealed record Verifier(
    string Prefix, Func<GoldenEntry, VerifyFolder, IReadOnlyDictionary<string, double>?> Compute)
{
    /// <summary>How far a member may be; as far as its entry says where this is null.</summary>
    public Func<GoldenEntry, string, Tolerance>? Tolerance { get; init; }

    /// <summary>All of them; the first that fits an entry is taken.</summary>
    public static IReadOnlyList<Verifier> All { get; } =
    [
        .. EraVerifiers.All, .. AccuracyVerifiers.All, .. LawVerifiers.All, .. MachineVerifiers.All,
        .. PlanningVerifiers.All,
    ];

    /// <summary>The figures of an entry.</summary>
    public static IEnumerable<PublishedFigure> Figures(GoldenEntry entry, VerifyFolder folder)
    {
        var verifier = All.FirstOrDefault(one => entry.Id.StartsWith(one.Prefix, StringComparison.Ordinal));
        var (ours, fault) = Computed(verifier, entry, folder);
        var isAbsent = verifier is not null && ours is null && fault is null;
        foreach (var member in entry.Expected.EnumerateObject())
        {
            // What no code computes is a miss, not a skip: nothing may pass by not being looked at.
            double? value = isAbsent ? null : ours?.GetValueOrDefault(member.Name, double.NaN) ?? double.NaN;
            yield return new PublishedFigure(
                $"{entry.Id}:{member.Name}",
                PrintedNumber.Of(member.Value.GetRawText()),
                value,
                verifier?.Tolerance?.Invoke(entry, member.Name) ?? entry.Tolerance,
                entry.Source)
            {
                Fault = fault,
            };
        }
    }

    // An entry with a fault is a miss of its own; the others are checked all the same.
    private static (IReadOnlyDictionary<string, double>? Ours, string? Fault) Computed(
        Verifier? verifier, GoldenEntry entry, VerifyFolder folder)
    {
        try
        {
            return (verifier?.Compute(entry, folder), verifier is null ? "no code computes it" : null);
        }
        catch (Exception fault) when (fault is CommandFailure or InvalidOperationException or ArgumentException
            or FormatException or KeyNotFoundException or TraceFormatException)
        {
            return (null, fault.Message);
        }
    }
}
