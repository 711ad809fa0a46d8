namespace Headroom.Privacy.Detection;

/// <summary>Which of two findings stays where they overlap: the surer one, and of equals the longer one.</summary>
internal static class Overlaps
{
    /// <summary>Adds a finding whose end lies behind all ends before it, or leaves it out.</summary>
    public static bool Add(List<Finding> findings, Finding finding)
    {
        while (findings.Count > 0 && findings[^1].End > finding.Start)
        {
            var last = findings[^1];
            var covers = finding.Start <= last.Start && finding.End >= last.End && finding.Score >= 0.5f;
            if (!covers && last.Score >= finding.Score) return false;
            findings.RemoveAt(findings.Count - 1);
        }

        findings.Add(finding);
        return true;
    }
}
