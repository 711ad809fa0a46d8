using Headroom.Client.Planning;
using Headroom.Server.Loop;

namespace Headroom.Server.Planning;

/// <summary>What may be asked of the gap.</summary>
internal static class GapQuestion
{
    public const int DaysUsual = 7;
    public const int AheadUsual = 24;
    public const double LeadUsual = 18;
    public const double DoublingUsual = 5.7;

    private const int DaysMax = 90;
    private const int AheadMax = 168;
    private const double MonthsMax = 1200;

    /// <summary>The same question.</summary>
    /// <exception cref="Refusal">A figure is out of range.</exception>
    public static GapFilter Checked(GapFilter asked)
    {
        Within("days", asked.Days, 1, DaysMax);
        Within("ahead", asked.Ahead, 0, AheadMax);
        Within("busy", asked.Busy, 0, 1);
        Within("mfu", asked.Mfu, 0, 1);
        Within("lead_months", asked.LeadMonths, 0, MonthsMax);
        Within("doubling_months", asked.DoublingMonths, 0.1, MonthsMax);
        return asked;
    }

    /// <summary>Refuses a figure that is given and out of range.</summary>
    public static void Within(string key, double? value, double least, double most)
    {
        if (value is not { } given || (given >= least && given <= most)) return;

        throw new Refusal(
            RefusalKind.Invalid, $"'{key}' is out of range", FormattableString.Invariant($"give {least} to {most}"))
        {
            Key = key,
        };
    }
}
