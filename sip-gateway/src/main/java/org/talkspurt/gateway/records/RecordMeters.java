package org.talkspurt.gateway.records;

/** Told of what becomes of call records, by the threads that write them. */
public interface RecordMeters {
  RecordMeters NONE =
      new RecordMeters() {
        @Override
        public void written(int records) {}

        @Override
        public void lost(int records) {}

        @Override
        public void refused() {}
      };

  /** On the disk: forced, not only handed to the operating system. */
  void written(int records);

  /** Neither on the disk nor anywhere else. */
  void lost(int records);

  /** In the file, but the database will not have it. */
  void refused();
}
