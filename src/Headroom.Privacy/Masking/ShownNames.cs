using System.Buffers;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;

namespace Headroom.Privacy.Masking;

/// <summary>
/// Names that show only once those beside them have been replaced by made-up ones: a masked field is read again until
/// it shows none, as <see cref="MaskedSentence"/> does where words that are no names take their places.
/// </summary>
internal sealed class ShownNames(MaskPolicy policy, Detector detector, ValueMask values)
{
    private const int RoundsMax = 4;

    private readonly bool _isNeeded = policy.Detection.FindsNames
        && (policy.ActionOf("PERSON").KeepsFormat || policy.ActionOf("ADDRESS").KeepsFormat);

    private readonly ArrayBufferWriter<byte> _masked = new();
    private readonly List<(int Masked, int Original, int Length)> _kept = [];
    private readonly List<Finding> _again = [];

    /// <summary>Adds them to what was found in a field, in order.</summary>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, List<Finding> findings)
    {
        if (!_isNeeded || !findings.Exists(finding => IsName(finding))) return;

        for (var round = 0; round < RoundsMax && AddSome(text, name, findings); round++)
            findings.Sort((left, right) => left.Start.CompareTo(right.Start));
    }

    private bool AddSome(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, List<Finding> findings)
    {
        Mask(text, findings);
        detector.Find(_masked.WrittenSpan, name, _again);
        var before = findings.Count;
        foreach (var shown in _again.Where(finding => IsName(finding)))
        {
            foreach (var (masked, original, length) in _kept)
            {
                if (shown.Start >= masked && shown.End <= masked + length)
                {
                    findings.Add(shown with
                    {
                        Start = shown.Start - masked + original,
                        End = shown.End - masked + original,
                    });
                }
            }
        }

        return findings.Count > before;
    }

    private void Mask(ReadOnlySpan<byte> text, List<Finding> findings)
    {
        _masked.ResetWrittenCount();
        _kept.Clear();
        var at = 0;
        foreach (var finding in findings)
        {
            if (policy.ActionOf(finding.Rule.Entity) is Keep or Drop) continue;

            Copy(text, at, finding.Start);
            values.Write(
                policy.ActionOf(finding.Rule.Entity), finding.Rule.Entity, text[finding.Start..finding.End], _masked);
            at = finding.End;
        }

        Copy(text, at, text.Length);
    }

    private void Copy(ReadOnlySpan<byte> text, int from, int to)
    {
        if (from >= to) return;

        _kept.Add((_masked.WrittenCount, from, to - from));
        _masked.Write(text[from..to]);
    }

    private static bool IsName(Finding finding) => finding.Rule.Entity is "PERSON" or "ADDRESS";
}
