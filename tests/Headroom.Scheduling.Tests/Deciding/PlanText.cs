using System.Text;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>A plan as text: equal texts are equal plans.</summary>
internal static class PlanText
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var decided in plan.Events) text.AppendLine($"{decided}");
        foreach (var verdict in plan.Verdicts) text.AppendLine($"{verdict.Job}: {verdict.Hold}");
        return text.Append($"{plan.NextWake} {plan.Steps}").ToString();
    }
}
