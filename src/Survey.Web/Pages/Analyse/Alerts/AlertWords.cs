using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>Words about alerts.</summary>
internal static class AlertWords
{
    /// <summary>"từ 12/10/2026 đến 18/10/2026 là 71,20, dưới giới hạn 74,05."</summary>
    public static string Fell(this ReportText text, Alert alert)
    {
        object[] values = [text.Day(alert.FirstSeen), text.Day(alert.LastSeen), text.Number(alert.ValueHundredths / 100m, "N2"), text.Number(alert.LimitHundredths / 100m, "N2")];
        return alert.Kind == AlertKind.BelowLimit
            ? text["thấp từ tuần {0}; tuần đến {1} là {2}, dưới giới hạn kiểm soát {3}.", values]
            : text["thấp kéo dài: tám tuần liền dưới mức trung bình {3}; tuần đến {1} là {2}.", values];
    }

    public static string Kind(this ReportText text, AlertKind kind) => kind == AlertKind.BelowLimit ? text["dưới giới hạn kiểm soát"] : text["tám tuần liền dưới trung bình"];
}
