using System.Globalization;
using System.Text;
using Headroom.Cluster.Tenancy;

namespace Headroom.Traces.Policies;

/// <summary>Writes a policy in the form that <see cref="PolicyFile"/> reads; what is as usual is left out.</summary>
public static class PolicyText
{
    /// <summary>The policy as YAML: reading it gives the same policy.</summary>
    public static string Of(SharingPolicy policy)
    {
        var text = new StringBuilder();
        if (policy.PriorityClasses.Count > 0) text.Append("priorities:\n");
        foreach (var priority in policy.PriorityClasses)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{name: {Name(priority.Name)}, value: {priority.Value}");
            text.Append(priority.IsPreemptible ? "}\n" : ", preemptible: false}\n");
        }

        Add(text, "fairness", FairnessOf(policy.Fairness, new FairnessRules()));
        Add(text, "reclaim", ReclaimOf(policy.Reclaim, new ReclaimRules()));
        Add(text, "planning", PlanningOf(policy.Planning, new PlanningRules()));
        text.Append("queues:\n");
        foreach (var queue in policy.Queues) Add(text, queue);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string group, IEnumerable<(string Key, string Value)> pairs)
    {
        var written = string.Join(", ", pairs.Select(pair => $"{pair.Key}: {pair.Value}"));
        if (written.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{group}: {{{written}}}\n");
    }

    private static IEnumerable<(string Key, string Value)> FairnessOf(FairnessRules rules, FairnessRules usual)
    {
        if (rules.HalfLifeMilliseconds != usual.HalfLifeMilliseconds)
            yield return ("halfLife", Time(rules.HalfLifeMilliseconds));
        if (rules.EntryMilliseconds != usual.EntryMilliseconds) yield return ("entry", Time(rules.EntryMilliseconds));
        if (rules.ReclaimsWeightedShare) yield return ("reclaimWeightedShare", "true");
    }

    private static IEnumerable<(string Key, string Value)> ReclaimOf(ReclaimRules rules, ReclaimRules usual)
    {
        if (rules.NaturalChurnMilliseconds != usual.NaturalChurnMilliseconds)
            yield return ("naturalChurn", Time(rules.NaturalChurnMilliseconds));
        if (rules.GraceMilliseconds != usual.GraceMilliseconds) yield return ("grace", Time(rules.GraceMilliseconds));
        if (rules.RuntimeMillisecondsMin != usual.RuntimeMillisecondsMin)
            yield return ("minimumRuntime", Time(rules.RuntimeMillisecondsMin));
        if (rules.PreemptionsPerJobMax != usual.PreemptionsPerJobMax)
            yield return ("preemptionsPerJob", Whole(rules.PreemptionsPerJobMax));
        if (rules.StopMilliseconds != usual.StopMilliseconds) yield return ("stop", Time(rules.StopMilliseconds));
    }

    private static IEnumerable<(string Key, string Value)> PlanningOf(PlanningRules rules, PlanningRules usual)
    {
        if (rules.ReservationsMax != usual.ReservationsMax) yield return ("reservations", Whole(rules.ReservationsMax));
        if (rules.DefaultTimeLimitMilliseconds != usual.DefaultTimeLimitMilliseconds)
            yield return ("defaultTimeLimit", Time(rules.DefaultTimeLimitMilliseconds));
        if (rules.PricePerGpuMinuteOfDelay != usual.PricePerGpuMinuteOfDelay)
            yield return ("pricePerGpuMinuteOfDelay", Milli(rules.PricePerGpuMinuteOfDelay));
        if (rules.PricePerKilogramCarbon != usual.PricePerKilogramCarbon)
            yield return ("pricePerKilogramCarbon", Milli(rules.PricePerKilogramCarbon));
    }

    private static void Add(StringBuilder text, QueueDefinition queue)
    {
        text.Append(CultureInfo.InvariantCulture, $"  - name: {Name(queue.Name)}\n");
        if (queue.Parent.Length > 0) Line("parent", Name(queue.Parent));
        if (queue.Weight != 1) Line("weight", Whole(queue.Weight));
        if (queue.Order != JobOrder.Priority) Line("order", PolicyKeys.Orders[(int)queue.Order]);
        if (!queue.AllowsBackfill) Line("backfill", "false");
        if (queue.IsPaused) Line("paused", "true");
        if (queue.Quotas.Count > 0)
            Line("quota", $"{{{string.Join(", ", queue.Quotas.Select(quota => $"{Name(quota.Resource)}: {Amounts(quota)}"))}}}");

        void Line(string key, string value) => text.Append(CultureInfo.InvariantCulture, $"    {key}: {value}\n");
    }

    private static string Amounts(Quota quota)
    {
        if (quota is { BorrowingLimitMilli: null, LendingLimitMilli: null }) return Milli(quota.NominalMilli);

        var borrowing = quota.BorrowingLimitMilli is { } most ? $", borrowingLimit: {Milli(most)}" : "";
        var lending = quota.LendingLimitMilli is { } lent ? $", lendingLimit: {Milli(lent)}" : "";
        return $"{{nominal: {Milli(quota.NominalMilli)}{borrowing}{lending}}}";
    }

    private static string Time(long milliseconds) => $"{Milli(milliseconds)}s";

    private static string Milli(long milli)
    {
        var (whole, part) = Math.DivRem(milli, 1000);
        return part == 0 ? Whole(whole) : string.Create(CultureInfo.InvariantCulture, $"{whole}.{part:000}").TrimEnd('0');
    }

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Letters, digits and a few marks mean themselves wherever a name stands, all else is put in quotes.
    private static string Name(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0])
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? name
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
