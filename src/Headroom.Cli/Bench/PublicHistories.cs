using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Bench;

/// <summary>
/// Finds public histories on this machine. They are never shipped: some may be used for research alone.
/// </summary>
/// <param name="folder">Folder that the user named; null for the usual places.</param>
internal sealed class PublicHistories(string? folder)
{
    private const string Openb = "alibaba/clusterdata, cluster-trace-gpu-v2023/csv";
    private const string Chronus = "S-Lab-System-Group/ChronusArtifact, code/data/exp";

    private const string Gavel = "stanford-futuredata/gavel, scheduler/traces/msr/seed=0 (as one table)";
    private const string Muri = "Rivendile/Muri, simulator/trace-data";

    private const string Chinchilla = "epoch-research/analyzing-chinchilla, data";
    private const string Helios = "S-Lab-System-Group/HeliosArtifact (means by hour of its files by minute)";
    private const string M4Competition = "Mcompetitions/M4-methods, Dataset";

    private readonly string? _folder = folder ?? DefaultFolder();

    /// <summary>The option that names their folder.</summary>
    public static Option<string?> Option() => Files.One(
        "--data", "Folder of the public histories [default: HEADROOM_DATA, or ../shared/data beside the project]");

    public string OpenbNodes => Find("openb", "openb_node_list_gpu_node.csv", Openb);

    public string ChronusJobs => ChronusTrace("SLO");

    /// <summary>Trace of the Chronus artifact by its name: SLO, MIX1 or MIX2.</summary>
    public string ChronusTrace(string name) =>
        Find("queueing/chronus_philly", $"trace_job_Philly_{name}.csv", Chronus);

    public string GavelJobs => Find("queueing/gavel_philly", "philly_vc_seed0.csv", Gavel);

    /// <summary>A trace of the Muri artifact by the name of its file.</summary>
    public string MuriJobs(string file) => Find("queueing/muri", file, Muri);

    /// <summary>Training runs that DCLM released: data, compute and scores.</summary>
    public string DclmRuns => Find("curation", "dclm_compute_vs_quality.jsonl", "mlfoundations/dclm, exp_data");

    /// <summary>The documents that curation is measured on, as compressed JSON Lines.</summary>
    public string CurationCorpus => Find("curation", "corpus.jsonl.gz", "the documentation of Debian 12");

    /// <summary>Single sentences with their languages.</summary>
    public string LanguageSentences => Find("curation", "langid_debian.jsonl", "the documentation of Debian 12");

    /// <summary>Pod list of the Alibaba GPU cluster trace of 2023 by the name of its trace.</summary>
    public string OpenbPods(string trace) => Find("openb", $"openb_pod_list_{trace}.csv", Openb);

    /// <summary>Train or test part of the M4 competition by the name of its file.</summary>
    public string M4(string file) => Find("capacity/m4", file, M4Competition);

    /// <summary>Hourly mean of the GPUs that run by virtual cluster of Helios Earth, May 2020.</summary>
    public string HeliosDemand => Find("capacity/helios", "earth_vc_running_gpus_hourly.csv", Helios);

    /// <summary>Models of Chinchilla's figure 4 by size, compute and loss.</summary>
    public string ChinchillaPoints => Find("capacity/chinchilla", "svg_extracted_data.csv", Chinchilla);

    /// <summary>The folder that was named, or the usual one.</summary>
    public static string FolderOf(string? named) => named ?? DefaultFolder() ?? throw new CommandFailure(
        ExitCode.NotFound, "public data are not at hand; name their folder with --data or HEADROOM_DATA.");

    private static string? DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable("HEADROOM_DATA") is { Length: > 0 } named) return named;

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Headroom.slnx")))
            root = root.Parent;

        var beside = root is null ? null : Path.GetFullPath(Path.Combine(root.FullName, "..", "shared", "data"));
        return Directory.Exists(beside) ? beside : null;
    }

    // Either the folder that holds all histories, or the one that holds just these files, as it was downloaded.
    private string Find(string group, string file, string source)
    {
        string[] places = _folder is null ? [] : [Path.Combine(_folder, group, file), Path.Combine(_folder, file)];
        return places.FirstOrDefault(File.Exists) ?? throw new CommandFailure(ExitCode.NotFound,
            $"{file} is not {(_folder is null ? "at hand" : $"in {_folder}")}; "
            + $"get it from {source} on GitHub and name its folder with --data.");
    }
}
