using Headroom.Client.Jobs;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>What is submitted to the pool that is shown.</summary>
internal static class ShowJobs
{
    /// <summary>Names that try to be more than names.</summary>
    public static readonly string[] Hostile =
    [
        "<script>alert(1)</script><img src=x onerror=alert(2)>",
        "\"><b>bold</b>&amp;'",
        "safe\u202Etxt.exe\u202C\u200F-turned",
        string.Concat(Enumerable.Repeat("训练大模型", 40)),
    ];

    private static readonly (string Name, string Queue, int Gpus, int Tasks, string Model, int Minutes)[] Kinds =
    [
        ("pretrain-7b", "language", 8, 2, "H100", 340),
        ("sft-zh", "language", 4, 1, "", 95),
        ("rlhf-ppo", "language", 8, 1, "Ascend-910B", 210),
        ("detector", "vision-train", 4, 1, "H100", 120),
        ("segment-eval", "vision-eval", 1, 1, "", 25),
        ("asr-conformer", "speech", 8, 1, "A100", 180),
        ("tts-voices", "speech", 2, 1, "A100", 70),
        ("grasp-policy", "robotics", 2, 1, "", 50),
        ("sim-rollouts", "robotics", 4, 2, "A100", 150),
        ("distil-1b", "vision-train", 2, 1, "", 65),
    ];

    /// <summary>A day of jobs in order of time; more than fit towards its end.</summary>
    public static IEnumerable<(TimeSpan At, JobRequest Job)> OfADay(TimeSpan day)
    {
        const int Count = 330;
        for (var number = 0; number < Count; number++)
        {
            var kind = Kinds[number * 7 % Kinds.Length];
            var share = Math.Pow((number + 1.0) / Count, 0.8);
            yield return (day * share, Request($"{kind.Name}-{number}", kind.Queue) with
            {
                Gpus = kind.Gpus,
                Tasks = kind.Tasks,
                Models = kind.Model.Length > 0 ? [kind.Model] : [],
                TimeLimitSeconds = kind.Minutes * 90,
                CheckpointSeconds = 600,
                Priority = number % 11 == 0 ? 10 : 0,
            });
        }
    }

    /// <summary>Jobs that each show something.</summary>
    public static IEnumerable<JobRequest> Special()
    {
        foreach (var name in Hostile) yield return Request(name, "robotics") with { Gpus = 8, Models = ["H100"] };

        yield return Request("pretrain-70b", "language") with { Gpus = 8, Tasks = 24, Models = ["H100"] };
        yield return Request("foundation-next", "language") with { Gpus = 8, Tasks = 8, Models = ["H100"], Priority = 100, TimeLimitSeconds = 86_400 };
        // So many whole nodes are never free at once.
        yield return Request("waits-for-review", "vision-train") with { Gpus = 8, Tasks = 10, Models = ["H100"] };
    }

    /// <summary>What the program of an order does.</summary>
    public static SimulatedProgram ProgramOf(RunOrder order)
    {
        var seconds = long.Parse(order.Command[1], System.Globalization.CultureInfo.InvariantCulture);
        var fails = seconds % 9 == 4;
        return new SimulatedProgram(TimeSpan.FromSeconds(seconds), fails ? 1 : 0)
        {
            Output = string.Concat(Enumerable.Range(1, 60).Select(step => $"step {step * 50,5}  loss {3.2 - Math.Log(step) / 2:0.0000}  tokens/s {41_000 + step * 17 % 900:N0}\n")),
            Error = fails ? "RuntimeError: CUDA error: an illegal memory access was encountered\n" : "",
            SaveTime = TimeSpan.FromSeconds(30),
        };
    }

    private static JobRequest Request(string name, string queue)
    {
        var minutes = Kinds.FirstOrDefault(kind => name.StartsWith(kind.Name, StringComparison.Ordinal)).Minutes;
        var spread = name.Aggregate(17, (sum, letter) => (sum * 31 + letter) % 1009);
        return new JobRequest
        {
            Command = ["train", $"{(minutes == 0 ? 60 : minutes) * (40 + spread % 50)}", "--config", "configs/base.yaml"],
            Name = name,
            Queue = queue,
            CpuMillicores = 4000,
            MemoryMib = 32_768,
            Environment = new Dictionary<string, string> { ["SEED"] = "17" },
        };
    }
}
