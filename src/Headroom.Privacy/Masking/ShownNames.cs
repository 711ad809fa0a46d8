using System.Buffers;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;

namespace Headroom.Privacy.Masking;

/// <summary>
/// Names that show only once those beside them have been replaced by made-up ones: a masked field is read again until
/// it shows none, as <see cref="SettledNames"/> does where words that are no names take their places.
/// </summary>
internal sealed class ShownNames(MaskPolicy policy, Detector detector, ValueMask values)
{
    private const int RoundsMax = 4;

    private readonly bool _isNeeded = policy.Detection.FindsNames
        && (policy.ActionOf("PERSON").KeepsFormat || policy.ActionOf("ADDRESS").KeepsFormat);

    private readonly MaskedSentence _masked = new();
    private readonly ArrayBufferWriter<byte> _replacement = new();
    private readonly List<Finding> _again = [];

    /// <summary>Adds them to what was found in a field, in order.</summary>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, List<Finding> findings)
    {
        if (!_isNeeded || !findings.Exists(IsName)) return;

        for (var round = 0; round < RoundsMax && AddSome(text, name, findings); round++)
            findings.Sort((left, right) => left.Start.CompareTo(right.Start));
    }

    private bool AddSome(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, List<Finding> findings)
    {
        Mask(text, findings);
        detector.Find(_masked.Text, name, _again);
        var before = findings.Count;
        foreach (var shown in _again)
        {
            if (IsName(shown)) _masked.RestoreWhole(shown, findings);
        }

        return findings.Count > before;
    }

    private void Mask(ReadOnlySpan<byte> text, List<Finding> findings)
    {
        _masked.Clear();
        foreach (var finding in findings)
        {
            var action = policy.ActionOf(finding.Rule.Entity);
            if (action is Keep or Drop) continue;

            _replacement.ResetWrittenCount();
            values.Write(action, finding.Rule.Entity, text[finding.Start..finding.End], _replacement);
            _masked.Cover(text, start: 0, finding, _replacement.WrittenSpan);
        }

        _masked.Finish(text, start: 0, text.Length);
    }

    private static bool IsName(Finding finding) => finding.Rule.Entity is "PERSON" or "ADDRESS";
}
