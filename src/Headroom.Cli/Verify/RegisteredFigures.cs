namespace Headroom.Cli.Verify;

/// <summary>Published figures that are checked besides those of the file, from the same data.</summary>
internal static class RegisteredFigures
{
    public static IReadOnlyList<GoldenEntry> All { get; } = GoldenEntry.Parse("""
        [
          {"id": "chinchilla.refit", "source": "Besiroglu et al. 2024 arXiv:2404.10102, notebook",
           "inputs": {"csv": "chinchilla/svg_extracted_data.csv", "left_out": 5},
           "expected": {"objective": 0.00101827}, "tolerance": "1e-8"},
          {"id": "sardana.3e+10", "source": "Sardana et al. 2024 arXiv:2401.00448",
           "inputs": {"N0": 30000000000.0, "D_inf": 5000000000000.0},
           "expected": {"N": 16400000000.0, "D": 3270000000000.0}, "tolerance": "0.5% on N and D"},
          {"id": "china2023.nameplate", "source": "CCID and Inspur institute, 2023: EFLOPS as nameplate",
           "inputs": {"demanded": 123.6, "supplied": 57.9, "use": 0.3, "better_use": 0.6},
           "expected": {"shortfall": 65.7, "gained": 57.9, "closed_percent": 88}, "tolerance": "0.5"},
          {"id": "china2023.useful", "source": "CCID and Inspur institute, 2023: EFLOPS as useful work",
           "inputs": {"demanded": 123.6, "supplied": 57.9, "use": 0.3, "better_use": 0.6},
           "expected": {"shortfall": 106.2, "gained": 17.4, "closed_percent": 16}, "tolerance": "0.5"},
          {"id": "orlib.cap41", "source": "OR-Library, proven optimum", "inputs": {"case": "orlib/cap41.txt"},
           "expected": {"cost": 1040444.375}, "tolerance": "0.005"},
          {"id": "orlib.cap72", "source": "OR-Library, proven optimum", "inputs": {"case": "orlib/cap72.txt"},
           "expected": {"cost": 977799.400}, "tolerance": "0.005"},
          {"id": "transfer.text_to_python", "source": "Hernandez et al. 2021 arXiv:2102.01293",
           "inputs": {"N": 1000000000.0, "characters": 10000000.0},
           "expected": {"multiplier": 92}, "tolerance": "1"}
        ]
        """);
}
