using System.Globalization;
using System.Runtime.InteropServices;
using Headroom.Cli.Jobs;
using Headroom.Cli.Outcome;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;
using Headroom.Exchange.Federation;
using Headroom.Formats.Tensors;
using Headroom.Privacy.Accounting;

namespace Headroom.Cli.Federated;

/// <summary>
/// Runs a site's command as a job of its own pool, and makes of what it writes one update with noise.
/// </summary>
internal sealed class SiteTraining(ServerCall call, RoundFolder folder, JobRequest asked, string state, int site)
{
    private FederatedTerms Terms => folder.Terms;

    private string Parts => Path.Combine(state, "parts");

    /// <summary>
    /// The update of a round. It is made once: whatever is asked for again is the same, so that noise is never drawn
    /// twice for the same update.
    /// </summary>
    public async Task<double[]> UpdateAsync(int round, CancellationToken interrupted)
    {
        var model = TensorFile.Read(folder.Model(round), FederatedTerms.NumbersMax);
        var kept = Path.Combine(Round(round), "update.bin");
        if (File.Exists(kept))
        {
            var bytes = await File.ReadAllBytesAsync(kept, interrupted);
            if (bytes.Length == model.Values.Length * sizeof(double))
                return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
        }

        var sum = await TrainedAsync(round, model, interrupted);
        GaussianNoise.AddTo(sum, Terms.Privacy.Deviation, Terms.Privacy.NoiseMax);
        RoundFolder.WriteWhole(kept, stream => stream.Write(MemoryMarshal.AsBytes(sum.AsSpan())));
        Directory.Delete(Updates(round), recursive: true);
        return sum;
    }

    // A job that failed is submitted anew by whoever starts the site again; one that it was cut off from is found.
    private async Task<double[]> TrainedAsync(int round, TensorSet model, CancellationToken interrupted)
    {
        Directory.CreateDirectory(Updates(round));
        var job = await SubmittedAsync(round, interrupted);
        try
        {
            if (await new JobWait(call).UntilEndAsync(job, timeout: null, interrupted) == ExitCode.Done)
                return Sum(round, model);

            throw new CommandFailure(ExitCode.Failed, $"the job {job.First} failed; 'headroom logs {job.First} --stderr' says why, and the same command tries again.");
        }
        catch (Exception fault) when (fault is InvalidDataException or CommandFailure { ExitCode: ExitCode.Failed })
        {
            Directory.Delete(Updates(round), recursive: true);
            await File.WriteAllTextAsync(Path.Combine(Round(round), string.Create(CultureInfo.InvariantCulture, $"failed-{job.First}")), fault.Message, interrupted);
            throw new CommandFailure(ExitCode.Failed, fault.Message);
        }
    }

    private async Task<Submitted> SubmittedAsync(int round, CancellationToken interrupted)
    {
        var failures = Directory.GetFiles(Round(round), "failed-*").Length;
        var request = asked with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{Terms.Name} round {round + 1}"),
            Environment = new Dictionary<string, string>(asked.Environment)
            {
                ["HEADROOM_MODEL"] = folder.Model(round),
                ["HEADROOM_DATA"] = Parts,
                ["HEADROOM_UPDATES"] = Updates(round),
                ["HEADROOM_PARTS"] = Terms.Privacy.Parts.ToString(CultureInfo.InvariantCulture),
                ["HEADROOM_ROUND"] = round.ToString(CultureInfo.InvariantCulture),
            },
        };
        var name = string.Create(CultureInfo.InvariantCulture, $"federated-{Terms.Id[..32]}-{site}-{round}-{failures}");
        return await Submission.SendAsync(call, request, name, interrupted);
    }

    private double[] Sum(int round, TensorSet model)
    {
        var sum = new double[model.Values.Length];
        for (var part = 0; part < Terms.Privacy.Parts; part++)
        {
            var path = Path.Combine(Updates(round), DataParts.NameOf(part, "safetensors"));
            if (new FileInfo(Path.Combine(Parts, DataParts.NameOf(part, "jsonl"))).Length == 0) continue;
            if (!File.Exists(path)) throw new CommandFailure(ExitCode.Failed, $"the command wrote no {path}; it has to write one such file for each part of its data.");

            var after = TensorFile.Read(path, FederatedTerms.NumbersMax);
            if (after.DiffersFrom(model) is { } difference) throw new CommandFailure(ExitCode.Failed, $"{path}: {difference}; write the tensors of the model that the command was given.");

            FederatedUpdate.AddClipped(sum, model.Values, after.Values, Terms.Privacy.Clip);
        }

        return sum;
    }

    private string Round(int round) => Path.Combine(state, string.Create(CultureInfo.InvariantCulture, $"round-{round}"));

    private string Updates(int round) => Path.Combine(Round(round), "updates");
}
