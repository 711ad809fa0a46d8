using System.Globalization;
using Headroom.Cluster;

namespace Headroom.Traces.Tests.Samples;

/// <summary>
/// Makes <c>samples/queue/jobs.csv</c>: twelve users who run the same few kinds of job again and again, by day more
/// than by night, for a little over three days, on a cluster of 8x8 accelerators that they ask a little too much of.
/// </summary>
internal static class QueueSample
{
    private const int JobCount = 600;
    private const int Hour = 3600;
    private const int DoublingsMax = 10;

    private static readonly string[] Tenants = ["language", "vision", "speech", "robotics"];

    private static readonly string[] Kinds =
        ["pretrain", "finetune", "evaluate", "distill", "sweep", "detector", "segment", "translate", "policy", "debug"];

    public static string Jobs()
    {
        var dice = new Dice(35);
        var recipes = Recipes(dice);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        JobHistoryWriter.Write(text, Submissions(dice).Select((submitted, i) => Job(dice, recipes, i + 1, submitted)));
        return text.ToString();
    }

    private static Recipe[] Recipes(Dice dice)
    {
        var recipes = new Recipe[60];
        for (var i = 0; i < recipes.Length; i++)
        {
            var gpus = dice.Pick((45, 1), (15, 2), (15, 4), (18, 8), (5, 16), (2, 32));
            var kind = Kinds[dice.Roll(0, Kinds.Length - 1)];
            recipes[i] = new Recipe($"user{(i % 12) + 1:00}", Tenants[i % 4], kind, gpus, Doublings(dice));
        }

        return recipes;
    }

    // Every doubling is three quarters as likely as the one before: a tail that holds most of the work in few jobs.
    private static int Doublings(Dice dice)
    {
        var doublings = 0;
        while (doublings < DoublingsMax - 1 && dice.Chance(75))
            doublings++;

        return doublings;
    }

    private static List<int> Submissions(Dice dice)
    {
        var submissions = new List<int>();
        var now = 8 * Hour;
        while (submissions.Count < JobCount)
        {
            submissions.Add(now - (8 * Hour));
            var isDay = now % (24 * Hour) is >= 8 * Hour and < 20 * Hour;
            now += isDay ? dice.Roll(0, 660) : dice.Roll(0, 1800);
        }

        return submissions;
    }

    private static RecordedJob Job(Dice dice, Recipe[] recipes, int number, int submitted)
    {
        var recipe = recipes[Math.Min(dice.Roll(0, recipes.Length - 1), dice.Roll(0, recipes.Length - 1))];
        var doublings = Math.Clamp(recipe.Doublings + dice.Pick((1, -1), (3, 0), (1, 1)), 0, DoublingsMax);
        var failsEarly = dice.Chance(8);
        var runtime = failsEarly ? dice.Roll(3, 90) : dice.Roll(60, 119) << doublings;
        var limit = (runtime * (long)dice.Roll(1000, 4000) / 1000 / 300 * 300) + 300;

        return new RecordedJob
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            User = recipe.User,
            Tenant = recipe.Tenant,
            Name = recipe.Name,
            GpuCount = recipe.Gpus,
            SubmittedMilliseconds = submitted * 1000L,
            RuntimeMilliseconds = runtime * 1000L,
            TimeLimitMilliseconds = limit * 1000L,
        };
    }

    private sealed record Recipe(string User, string Tenant, string Name, int Gpus, int Doublings);
}
