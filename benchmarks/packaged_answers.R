# Called by held_back.py: answers of real people from R's psychTools, with their keys, as plain files.
suppressMessages(library(psychTools))
folder <- commandArgs(trailingOnly = TRUE)[1]

# Items get numbers for names, so that no wording of a published scale is in any file; the lowest answer counts 1.
write <- function(name, answers, keys, lowest, highest) {
  items <- unique(sub("^-", "", unlist(keys)))
  numbered <- setNames(paste0("q", seq_along(items)), items)
  answers <- answers[, items] - lowest + 1
  answers[answers < 1 | answers > highest - lowest + 1] <- NA
  names(answers) <- numbered[items]
  write.csv(answers, file.path(folder, paste0(name, ".csv")), row.names = FALSE, na = "")
  lines <- lapply(seq_along(keys), function(at) data.frame(
    scale = paste0("s", at), item = numbered[sub("^-", "", keys[[at]])],
    reverse = as.integer(startsWith(keys[[at]], "-")), options = highest - lowest + 1))
  write.csv(do.call(rbind, lines), file.path(folder, paste0(name, ".keys.csv")), row.names = FALSE, quote = FALSE)
}
turned <- function(items, reversed) ifelse(items %in% reversed, paste0("-", items), items)

first <- function(answers) answers[answers$time == 1, ]
state <- names(sai)[-(1:3)]
trait <- names(tai)[-(1:3)]
write("spi", spi, spi.keys[1:5], 1, 6)
write("bfi", bfi, bfi.keys, 1, 6)
write("adjectives", big5.100.adjectives, big5.adjectives.keys, 1, 9)
write("epi", epi, epi.keys[c("E", "N")], 1, 2)
write("sai", first(sai), list(turned(state, c("calm", "secure", "at.ease", "rested", "comfortable", "confident",
                                              "relaxed", "content", "joyful", "pleasant"))), 1, 4)
twice <- sai[c("study", "id", "time", state)]
names(twice) <- c("study", "id", "time", paste0("q", seq_along(state)))
write.csv(twice, file.path(folder, "sai.twice.csv"), row.names = FALSE, na = "")
write("tai", first(tai), list(turned(trait, c("pleasant", "rested", "calm", "happy", "secure", "decisive", "content",
                                              "steady"))), 1, 4)
write("msq", first(msqR), msq.keys[c("PA", "NAf")], 0, 3)
