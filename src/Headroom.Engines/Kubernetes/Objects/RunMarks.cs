using System.Security.Cryptography;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using k8s;
using k8s.Models;

namespace Headroom.Engines.Kubernetes.Objects;

/// <summary>The labels and annotations by which a pool knows its Jobs again, and what it has written on them.</summary>
internal static class RunMarks
{
    /// <summary>Label with the pool's name.</summary>
    public const string PoolLabel = "headroom.dev/pool";

    /// <summary>Label with the run's name, on pods as well.</summary>
    public const string RunLabel = "headroom.dev/run";

    /// <summary>
    /// Annotation with the digest of the order, so that another order of the same name is known for one.
    /// </summary>
    public const string OrderMark = "headroom.dev/order";

    /// <summary>Annotation with how the order says that it is stopped.</summary>
    public const string RulesMark = "headroom.dev/stop-rules";

    /// <summary>Annotation with a stop that was asked for.</summary>
    public const string StopMark = "headroom.dev/stop";

    /// <summary>Annotation with how the run ended: written once, and true from then on.</summary>
    public const string EndingMark = "headroom.dev/ending";

    /// <summary>Name of the container that the program runs in.</summary>
    public const string Container = "main";

    private const int DigestLength = 16;

    /// <summary>Digest of an order.</summary>
    public static string DigestOf(RunOrder order) =>
        Convert.ToHexStringLower(SHA256.HashData(StateJson.Bytes(order)))[..DigestLength];

    /// <summary>Which run an object is of; null for one of somebody else.</summary>
    public static RunId? RunOf(IKubernetesObject<V1ObjectMeta> any) =>
        RunId.TryParse(any.GetLabel(RunLabel), out var id) ? id : null;

    /// <summary>How the run ended; null while nobody has written it.</summary>
    public static RunEnding? EndingOf(V1Job job) => Read<RunEnding>(job, EndingMark);

    /// <summary>The stop that was asked for; null when none was.</summary>
    public static StopRules? StopOf(V1Job job) => Read<StopRules>(job, StopMark);

    /// <summary>How the order says that it is stopped.</summary>
    public static StopRules RulesOf(V1Job job) => Read<StopRules>(job, RulesMark) ?? new StopRules();

    private static T? Read<T>(V1Job job, string mark)
        where T : class =>
        job.GetAnnotation(mark) is { } text ? StateJson.Parse<T>(text, mark) : null;
}
