using System.Text;
using Headroom.Privacy.Detection;

namespace Headroom.Privacy.Tests.Detection;

/// <summary>What the detector finds in a text, as it is used without options.</summary>
internal static class Detected
{
    /// <summary>Entity and text of each finding.</summary>
    public static IReadOnlyList<(string Entity, string Text)> In(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var findings = new List<Finding>();
        new Detector(new DetectorOptions()).Find(utf8, default, findings);
        return
        [
            .. findings.Select(finding =>
                (finding.Rule.Entity, Encoding.UTF8.GetString(utf8[finding.Start..finding.End]))),
        ];
    }
}
