using System.Buffers;
using System.Text.Json;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Names;
using Headroom.Privacy.NameTraining;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Risk;
using Headroom.Privacy.Samples;

namespace Headroom.Privacy.Reports;

/// <summary>A file of a run.</summary>
/// <param name="Source">The original.</param>
/// <param name="Target">What was written.</param>
/// <param name="Result">What was found in it.</param>
/// <param name="FoundAgain">What a second reading of the output found.</param>
public sealed record MaskedFile(string Source, string Target, MaskResult Result, FoundAgain FoundAgain)
{
    /// <summary>The risk that is left in the output; null where it was not measured.</summary>
    public ResidualRisk? Risk { get; init; }
}

/// <summary>The risk that is left in an output.</summary>
/// <param name="Quasi">Columns that others may know of people.</param>
/// <param name="Wanted">The k that is asked for.</param>
/// <param name="Figures">What was measured.</param>
public sealed record ResidualRisk(IReadOnlyList<string> Quasi, int Wanted, RiskFigures Figures);

/// <summary>What a masking run did, so that others can check it: counts and hashes, never values.</summary>
public static class MaskReport
{
    private const int CanaryBytes = 1 << 16;
    private const int NameCanaryTexts = 1_000;
    private const ulong CanarySeed = 42;

    /// <summary>The report as JSON; signed where there is a key for it.</summary>
    public static byte[] Write(
        MaskPolicy policy, MaskKey? key, IReadOnlyList<MaskedFile> files, DateTimeOffset time, KeyPair? signer)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(files);
        var body = Body(policy, key, files, time);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WritePropertyName("report");
        json.WriteRawValue(body);
        if (signer is not null)
        {
            json.WriteString("signer", signer.Public.ToString());
            json.WriteBase64String("signature", signer.Sign(body));
        }

        json.WriteEndObject();
        json.Flush();
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Whether the report is as its signer signed it; null where nobody did.</summary>
    public static bool? IsIntact(ReadOnlyMemory<byte> report)
    {
        using var document = JsonDocument.Parse(report);
        if (!document.RootElement.TryGetProperty("signature", out var signature)) return null;

        var body = System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetProperty("report").GetRawText());
        return PublicKey.Parse(document.RootElement.GetProperty("signer").GetString()!)
            .Verifies(body, signature.GetBytesFromBase64());
    }

    private static byte[] Body(MaskPolicy policy, MaskKey? key, IReadOnlyList<MaskedFile> files, DateTimeOffset time)
    {
        var (planted, found) = Canaries(policy, key);
        var again = files.Sum(file => file.FoundAgain.Count);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("time", time);
        json.WriteString("policy", policy.Name);
        json.WriteString("policySource", policy.Source);
        json.WriteString("policyHash", policy.Hash);
        json.WriteString("keyId", key?.Id);
        WriteCounts(json, files);
        WriteClauses(json, policy, files);
        WriteRecall(json, "canaries", planted, found);
        var (names, namesFound) = NameCanaries(policy);
        WriteRecall(json, "nameCanaries", names, namesFound);
        json.WriteNumber("foundAgain", again);
        json.WriteNumber("foundInPlace", files.Sum(file => file.FoundAgain.InPlace));

        var (level, reason) = LevelOf(again, files);
        json.WriteString("level", level);
        json.WriteString("levelReason", reason);
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("source", file.Source);
            json.WriteString("target", file.Target);
            json.WriteNumber("records", file.Result.Records);
            json.WriteNumber("bytes", file.Result.Bytes);
            json.WriteNumber("findings", file.Result.Findings);
            json.WriteNumber("foundAgain", file.FoundAgain.Count);
            json.WriteNumber("foundInPlace", file.FoundAgain.InPlace);
            if (file.Risk is { } risk) WriteRisk(json, risk);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // GB/T 42460-2023: level 1 while direct identifiers are there. Level 3 needs a figure for the risk that is left, of
    // every file.
    private static (string Level, string Reason) LevelOf(long again, IReadOnlyList<MaskedFile> files)
    {
        if (again > 0) return ("L1", "direct identifiers were found in the output");
        if (!files.All(file => file.Risk is not null))
            return ("L2", "no direct identifier was found again; quasi-identifiers remain: measure them with --quasi, or with 'headroom risk'");
        return files.All(file => file.Risk!.Figures.SmallestClass >= file.Risk.Wanted)
            ? ("L3", "no direct identifier was found again, and every row hides among as many as were asked for by its quasi-identifiers")
            : ("L2", "no direct identifier was found again, and some rows are told apart by their quasi-identifiers");
    }

    private static void WriteRisk(Utf8JsonWriter json, ResidualRisk risk)
    {
        var (quasi, wanted, figures) = risk;
        json.WriteStartObject("residualRisk");
        json.WriteStartArray("quasi");
        foreach (var column in quasi) json.WriteStringValue(column);
        json.WriteEndArray();
        json.WriteNumber("wantedK", wanted);
        json.WriteNumber("k", figures.SmallestClass);
        json.WriteNumber("uniqueRows", figures.UniqueRows);
        json.WriteNumber("rowsBelow", figures.RowsBelow);
        json.WriteNumber("prosecutorMax", figures.ProsecutorMax);
        json.WriteNumber("prosecutorMean", figures.ProsecutorMean);
        json.WriteNumber("marketer", figures.Marketer);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, IReadOnlyList<MaskedFile> files)
    {
        json.WriteStartObject("entities");
        var groups = files.SelectMany(file => file.Result.Counts).GroupBy(pair => pair.Key);
        foreach (var group in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
            json.WriteNumber(group.Key, group.Sum(pair => pair.Value));

        json.WriteEndObject();
    }

    // Of what was found: which clause what was done with it follows.
    private static void WriteClauses(Utf8JsonWriter json, MaskPolicy policy, IReadOnlyList<MaskedFile> files)
    {
        json.WriteStartObject("clauses");
        var found = files.SelectMany(file => file.Result.Counts.Keys).Distinct();
        foreach (var entity in found.Order(StringComparer.Ordinal))
        {
            if (policy.ClauseOf(entity) is { } clause) json.WriteString(entity, clause);
        }

        json.WriteEndObject();
    }

    private static void WriteRecall(Utf8JsonWriter json, string name, long planted, long found)
    {
        json.WriteStartObject(name);
        json.WriteNumber("planted", planted);
        json.WriteNumber("found", found);
        json.WriteNumber("recall", planted == 0 ? 1 : Math.Round((double)found / planted, 4));
        json.WriteEndObject();
    }

    // Made-up names and addresses: found is what a finding covers from
    // its first byte to its last.
    private static (long Planted, long Found) NameCanaries(MaskPolicy policy)
    {
        if (!policy.Detection.FindsNames) return (0, 0);

        var (planted, found) = (0L, 0L);
        var detector = new Detector(policy.Detection);
        var findings = new List<Finding>();
        var sentences = new NameSentences(CanarySeed);
        for (var index = 0; index < NameCanaryTexts; index++)
        {
            var text = sentences.Next(1);
            detector.Find(text.Text, default, findings);
            foreach (var span in text.Spans)
            {
                if (span.Tag is not (NameTag.PersonBegin or NameTag.AddressBegin)) continue;

                planted++;
                found += findings.Any(finding => finding.Start <= span.Start && finding.End >= span.End) ? 1 : 0;
            }
        }

        return (planted, found);
    }

    // Values that nobody has go through the same policy: how many of them it finds is measured, not claimed.
    private static (long Planted, long Found) Canaries(MaskPolicy policy, MaskKey? key)
    {
        var (text, planted) = new SampleText(CanarySeed).Lines(CanaryBytes, SampleDensity.Dense);
        var run = new MaskRun
        {
            Policy = policy with { OnlyFields = null, Detection = policy.Detection with { FindsNames = false } },
            Key = key,
            Writes = false,
            Format = FileFormat.JsonLines,
        };
        var result = StreamMask.Run(run, "canaries", new MemoryStream(text), null, CancellationToken.None);
        return (planted, Math.Min(planted, result.Findings));
    }
}
