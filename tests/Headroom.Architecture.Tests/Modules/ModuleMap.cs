namespace Headroom.Architecture.Tests.Modules;

/// <summary>
/// The modules and what each may see of the others: the table of docs/architecture.md. A new module is a new line here,
/// and a line without its project is a fault as well.
/// </summary>
internal static class ModuleMap
{
    public static IReadOnlyDictionary<string, Module> All { get; } = new Dictionary<string, Module>
    {
        ["Headroom.Cluster"] = new(IsPure: true),
        ["Headroom.Scheduling"] = new(IsPure: true, "Headroom.Cluster"),
        ["Headroom.Simulation"] = new(IsPure: true, "Headroom.Cluster", "Headroom.Scheduling"),
        ["Headroom.Metering"] = new(IsPure: true, "Headroom.Cluster"),
        ["Headroom.Capacity"] = new(IsPure: true, "Headroom.Simulation"),
        ["Headroom.Sizing"] = new(IsPure: true),
        ["Headroom.Traces"] = new(IsPure: false, "Headroom.Cluster", "Headroom.Metering"),
        ["Headroom.Formats"] = new(IsPure: false),
        ["Headroom.Curation"] = new(IsPure: false, "Headroom.Formats"),
        ["Headroom.Privacy"] = new(IsPure: false, "Headroom.Formats"),
        ["Headroom.Tagging"] = new(IsPure: false, "Headroom.Privacy"),
        ["Headroom.Exchange"] = new(IsPure: true, "Headroom.Cluster", "Headroom.Privacy", "Headroom.Sizing"),
        ["Headroom.Storage"] = new(IsPure: false, "Headroom.Cluster"),
        ["Headroom.Engines"] = new(IsPure: false, "Headroom.Cluster"),
        ["Headroom.Client"] = new(IsPure: false),
        ["Headroom.Server"] = new(
            IsPure: false,
            "Headroom.Cluster",
            "Headroom.Scheduling",
            "Headroom.Metering",
            "Headroom.Simulation",
            "Headroom.Capacity",
            "Headroom.Sizing",
            "Headroom.Privacy",
            "Headroom.Exchange",
            "Headroom.Traces",
            "Headroom.Storage",
            "Headroom.Engines",
            "Headroom.Client"),
        ["Headroom.Cli"] = new(
            IsPure: false,
            "Headroom.Cluster",
            "Headroom.Scheduling",
            "Headroom.Simulation",
            "Headroom.Metering",
            "Headroom.Capacity",
            "Headroom.Sizing",
            "Headroom.Traces",
            "Headroom.Formats",
            "Headroom.Privacy",
            "Headroom.Tagging",
            "Headroom.Exchange",
            "Headroom.Engines",
            "Headroom.Storage",
            "Headroom.Curation",
            "Headroom.Server",
            "Headroom.Client"),
    };
}

/// <summary>What a module may be.</summary>
internal sealed record Module(bool IsPure, params string[] MaySee);
